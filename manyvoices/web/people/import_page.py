"""One import: how far it is, what would happen line by line, and the yes."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from manyvoices.notifications.mail_set_up import has_mail_server
from manyvoices.people.importing.problems import Said, said
from manyvoices.people.models import ImportLine, PeopleImport, Person
from manyvoices.people.queries import rights
from manyvoices.people.queries.imports import CODES, Progress, import_in_view, lines_of, progress_of
from manyvoices.web.working_page import working_page

A_PAGE = 50
SHOWN = {
    "": _("All lines"),
    "wrong": _("Wrong"),
    "new": _("New"),
    "changed": _("Changed"),
    "unchanged": _("Unchanged"),
}


@dataclass(frozen=True)
class Line:
    """A line of the file as the page shows it."""

    row: ImportLine
    who: str
    problems: list[Said]


@working_page("GET")
def people_import(request: HttpRequest, me: Person, import_id: int) -> HttpResponse:
    """The page of an import; somebody else's is a 404. `?show=` is one of SHOWN."""
    shown = import_in_view(rights(me), import_id)
    progress = progress_of(shown)
    show = request.GET.get("show", "wrong" if progress.wrong and not shown.confirmed_at else "")
    show = show if show in {*SHOWN, CODES} else ""
    page = Paginator(lines_of(shown, show), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "people",
        "one": shown,
        "progress": progress,
        "stage": stage(shown, progress),
        "need_codes": lines_of(shown, CODES).count(),
        "has_mail": has_mail_server(),
        "mine": shown.made_by_id == me.pk,
        "show": show,
        "tabs": [(key, label, _count(progress, key)) for key, label in SHOWN.items()],
        "page": page,
        "lines": [line(row) for row in page],
    }
    return render(request, "people/import.html", context)


def stage(shown: PeopleImport, progress: Progress) -> str:
    """uploading, checking, ready, writing, done or cancelled; what broke off while it arrived stays at uploading."""
    if shown.cancelled_at:
        return "cancelled"
    if shown.done_at:
        return "done"
    if shown.confirmed_at:
        return "writing"
    if shown.checked_at:
        return "ready"
    return "checking" if progress.checked or shown.due_at else "uploading"


def line(row: ImportLine) -> Line:
    """Who the line speaks of and what is wrong, in the reader's language."""
    values = row.values
    who = values.get("name") or (row.person.name if row.person else "")
    return Line(
        row, who or values.get("email") or values.get("number", ""), [said(one) for one in row.errors]
    )


def _count(progress: Progress, what: str) -> int:
    counts: dict[str, int] = {
        "": progress.total,
        "wrong": progress.wrong,
        "new": progress.new,
        "changed": progress.changed,
        "unchanged": progress.unchanged,
    }
    return counts[what]
