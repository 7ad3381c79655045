"""One import of messages: how far it is, what each column means, what would happen line by line, and the yes."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.importing.columns import NAMES, SHOWN
from manyvoices.conversations.models import MessageImport, MessageLine
from manyvoices.conversations.queries.message_imports import (
    SHOW,
    Progress,
    as_read,
    lines_of,
    message_import_in_view,
    progress_of,
    stage_of,
)
from manyvoices.people.models import Person
from manyvoices.web.working_page import working_page

A_PAGE = 50
TABS = {"": _("All lines"), "wrong": _("Wrong"), "written": _("Written")}


@dataclass(frozen=True)
class Line:
    """A line of the file as the page shows it."""

    row: MessageLine
    said: dict[str, str]


class ColumnsForm(forms.Form):
    """For each part of a message the column of the file that holds it."""

    def __init__(self, one: MessageImport, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heads = [(head, head) for head in one.heads]
        for part in NAMES:
            self.fields[part] = forms.ChoiceField(
                label=str(SHOWN[part]),
                choices=[("", _("– not in this file –")), *heads],
                required=part == "text",
                initial=one.columns.get(part, ""),
            )


@working_page("GET")
def message_import(request: HttpRequest, me: Person, import_id: int) -> HttpResponse:
    """The page of an import; that of a unit whose doors one does not keep is a 404. `?show=` is one of SHOW."""
    one = message_import_in_view(me, import_id)
    return import_page(request, one, ColumnsForm(one))


def import_page(request: HttpRequest, one: MessageImport, form: ColumnsForm) -> HttpResponse:
    """The page with this form."""
    progress, stage = progress_of(one), stage_of(one)
    show = request.GET.get("show", "wrong" if progress.wrong and stage == "ready" else "")
    show = show if show in SHOW else ""
    page = Paginator(lines_of(one, show), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "settings",
        "one": one,
        "form": form,
        "progress": progress,
        "stage": stage,
        "show": show,
        "tabs": [(key, label, _count(progress, key)) for key, label in TABS.items()],
        "page": page,
        "lines": [Line(row, as_read(row, one.columns)) for row in page],
    }
    return render(request, "intakes/import.html", context, status=422 if form.errors else 200)


def _count(progress: Progress, show: str) -> int:
    return {"": progress.total, "wrong": progress.wrong, "written": progress.written}[show]
