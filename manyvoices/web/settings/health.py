"""Does everything work, what waits, and what is not set up yet."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices import __version__
from manyvoices.config import Config
from manyvoices.core.work.readiness import backlogs, unready
from manyvoices.notifications.mail_set_up import has_mail_server
from manyvoices.people.models import Organisation, Person
from manyvoices.people.permissions import may_administer
from manyvoices.people.queries import rights, root_unit
from manyvoices.web.settings.work_words import named
from manyvoices.web.working_page import working_page

ENOUGH_SPACE = 1024**3


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be set up: what it is, whether it is, what that means and where it is set.

    `setting` is the name of an environment variable, `url` a page; one of them is empty.
    """

    title: str | Promise
    is_set: bool
    means: str | Promise
    setting: str = ""
    url: str = ""


@working_page("GET")
def health(request: HttpRequest, me: Person) -> HttpResponse:
    """The page for administrators of the whole installation."""
    may_administer(rights(me), unit_id=root_unit().pk)
    config: Config = settings.CONFIG
    context = {
        "section": "settings",
        "problems": [(named(place), sentence) for place, sentence in unready()],
        "backlogs": [(named(one.kind), one) for one in backlogs()],
        "lines": lines(config),
        "free": free_space(config.data_dir),
        "enough": ENOUGH_SPACE,
        "data_dir": config.data_dir,
        "version": __version__,
    }
    return render(request, "settings/health.html", context)


def free_space(folder: Path) -> int:
    """Bytes left where the folder stands, or would stand."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    return shutil.disk_usage(there).free


def lines(config: Config) -> list[Line]:
    """Everything optional, with its present state. Values of secrets are never part of it."""
    return [*_of_the_machine(config), *_of_the_organisation()]


def _of_the_machine(config: Config) -> list[Line]:
    outside = config.public_url if config.federates else _("Nobody outside this machine can follow a voice.")
    kept = _("PostgreSQL") if config.database_url else _("SQLite in the data folder")
    mails = has_mail_server()
    letters = (
        _("Invitations and news leave by letter.")
        if mails
        else _("Invitations are links you pass on yourself.")
    )
    return [
        Line(_("Public address"), config.federates, outside, "MANYVOICES_BASE_URL"),
        Line(_("E-mail"), mails, letters, url=reverse("email")),
        Line(_("Database"), True, kept, "DATABASE_URL"),
    ]


def _of_the_organisation() -> list[Line]:
    ours = Organisation.objects.get()
    told = bool(ours.imprint and ours.contact)
    means = (
        _("Readers find who is responsible and how to write to you.")
        if told
        else _("Most countries ask public pages to say who is responsible.")
    )
    return [Line(_("Imprint and contact"), told, means, url=reverse("organisation"))]
