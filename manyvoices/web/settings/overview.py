"""All settings in one place, each with what it means; those of the machine with the value in use."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices import config as configuration
from manyvoices.conversations.permissions import IN_INBOX, KEEPS_INTAKES
from manyvoices.people.models import Person, RoleName
from manyvoices.people.permissions import ADMINISTRATORS, LEADS
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights
from manyvoices.web.working_page import working_page

_SHAPERS = ADMINISTRATORS | {RoleName.PROGRAMME_LEAD.value}
_READERS = ADMINISTRATORS | {RoleName.AUDITOR.value}
_REGISTER = _SHAPERS | {RoleName.AUDITOR.value, RoleName.EMPLOYEE_REPRESENTATIVE.value}


@dataclass(frozen=True, slots=True)
class Place:
    """A page of settings: its name in the addresses, what is set there, and whom it is for: in all, or in any unit."""

    page: str
    title: Promise
    means: Promise
    roles: frozenset[str]
    in_any_unit: bool = False

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.page)


PLACES = [
    Place(
        "organisation", _("Public pages"), _("Introduction, imprint, contact, review of replies."), _SHAPERS
    ),
    Place(
        "units",
        _("Units"),
        _("The tree of the organisation, calendars and settings of each node."),
        ADMINISTRATORS,
    ),
    Place("brands", _("Brands"), _("Names, looks, languages, handle domains."), _SHAPERS),
    Place("topics", _("Topics"), _("What people know and voices speak about."), _SHAPERS),
    Place(
        "intakes",
        _("Messages from elsewhere"),
        _("E-mail addresses, webhooks and files through which messages come in."),
        KEEPS_INTAKES,
    ),
    Place(
        "answering",
        _("How we answer"),
        _("Promises, to whom messages go, labels, how long words are kept."),
        LEADS,
        in_any_unit=True,
    ),
    Place(
        "saved-replies",
        _("Saved replies"),
        _("Words for what is asked often."),
        LEADS | IN_INBOX,
        in_any_unit=True,
    ),
    Place(
        "sorting",
        _("How well messages are sorted"),
        _("What was measured, and when it learns again."),
        LEADS,
        in_any_unit=True,
    ),
    Place(
        "contacts",
        _("Contacts"),
        _("People outside: what was said, who is one person, what is kept of them."),
        _SHAPERS | IN_INBOX,
        in_any_unit=True,
    ),
    Place("email", _("E-mail"), _("The server that takes our letters, with a test."), ADMINISTRATORS),
    Place(
        "register",
        _("Register of employee data"),
        _("What is recorded about people, why, and until when."),
        _REGISTER,
    ),
    Place("audit", _("Audit log"), _("Who did what, when and why."), _READERS),
    Place(
        "health", _("Health"), _("Does everything work, what waits, what is not set up yet."), ADMINISTRATORS
    ),
]


@working_page("GET")
def overview(request: HttpRequest, me: Person) -> HttpResponse:
    """The places this person may use; administrators also see the settings of the machine, secrets left out."""
    held = rights(me)
    machine = held.has_any_role(ADMINISTRATORS, None)
    context = {
        "section": "settings",
        "places": places_for(held),
        "machine": configuration.shown(settings.CONFIG) if machine else [],
    }
    return render(request, "settings/overview.html", context)


def places_for(held: Rights) -> list[Place]:
    """The pages of settings this person may open."""
    return [place for place in PLACES if _opens(place, held)]


def _opens(place: Place, held: Rights) -> bool:
    return bool(held.units_with(place.roles)) if place.in_any_unit else held.has_any_role(place.roles, None)
