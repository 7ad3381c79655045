"""What is set up, and what is not yet."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.config import Config
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_administer
from manyvoices.people.queries import rights, root_unit
from manyvoices.web.working_page import working_page


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be set up: what it is, whether it is, what that means and what to do."""

    title: str | Promise
    is_set: bool
    means: str | Promise
    setting: str


@working_page("GET")
def health(request: HttpRequest, me: Person) -> HttpResponse:
    """The page for administrators of the whole installation."""
    may_administer(rights(me), unit_id=root_unit().pk)
    return render(request, "settings/health.html", {"lines": lines(settings.CONFIG)})


def lines(config: Config) -> list[Line]:
    """Everything optional, with its present state. Values of secrets are never part of it."""
    return [
        Line(
            _("Public address"),
            config.federates,
            config.public_url
            if config.federates
            else _("Voices can be read on this machine, but nobody outside can follow them."),
            "MANYVOICES_BASE_URL",
        ),
        Line(
            _("E-mail"),
            bool(config.email_url),
            _("Invitations are links you pass on yourself.")
            if not config.email_url
            else _("A mail server is named."),
            "MANYVOICES_EMAIL_URL",
        ),
        Line(
            _("Database"),
            True,
            _("PostgreSQL") if config.database_url else _("SQLite in the data folder"),
            "DATABASE_URL",
        ),
    ]
