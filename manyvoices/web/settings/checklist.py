"""The five first steps after the first post."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.people.actions.close_checklist import close_checklist
from manyvoices.people.models import Invitation, Person, RoleName
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.queries import organisation, rights
from manyvoices.voices.models import Channel
from manyvoices.voices.queries import own_voice
from manyvoices.web.working_page import working_page

COLLEAGUES = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One line of components/checklist.html."""

    title: str | Promise
    done: bool
    url: str


def first_steps(person: Person) -> list[Step]:
    """The five steps for whoever shapes the organisation; none for others, and none once they were put away."""
    ours = organisation()
    shapes = rights(person).has_any_role(ADMINISTRATORS | {RoleName.PROGRAMME_LEAD.value}, None)
    if ours is None or ours.checklist_closed_at is not None or not shapes:
        return []
    own = own_voice(person)
    voice_url = reverse("voice-edit", args=[own.pk]) if own else reverse("voice-new")
    practises = Channel.objects.filter(network="sandbox", voice__person=person).exists()
    return [
        Step(_("Give your voice a picture"), own is not None and own.picture_id is not None, voice_url),
        Step(_("Invite three colleagues"), _invited(person) >= COLLEAGUES, reverse("invitations")),
        Step(_("Write imprint and contact"), bool(ours.imprint and ours.contact), reverse("organisation")),
        Step(_("Connect the practice network"), practises, voice_url),
        Step(_("Set the public address"), settings.CONFIG.federates, reverse("health")),
    ]


@working_page("POST")
def close(request: HttpRequest, me: Person) -> HttpResponse:
    """Put the checklist away for good."""
    close_checklist(actor=me)
    return redirect("today")


def _invited(person: Person) -> int:
    return Invitation.objects.filter(invited_by=person, revoked_at=None)[:COLLEAGUES].count()
