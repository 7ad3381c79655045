"""Bringing in people by a file: the files one brought, and one more."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from manyvoices.people.actions.start_people_import import start_people_import
from manyvoices.people.importing.columns import MEANS
from manyvoices.people.importing.files import MOST_BYTES
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import may_lead_somewhere
from manyvoices.people.queries import rights
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.people.queries.imports import imports_in_view
from manyvoices.people.rights import Rights
from manyvoices.web.people.unit_choice import UnitChoice, units_to_choose
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 20


class UploadForm(forms.Form):
    """The file, and where people go whose line names no unit."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, at most 8 MB and 20,000 people. Nobody is written before you have seen what would happen."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    unit = UnitChoice(label=_("Unit"), help_text=_("For people whose line names no unit."))

    def __init__(self, held: Rights, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, UnitChoice):
            unit.offer(units_to_choose(held), unit_paths())


@working_page("GET", "POST")
def imports(request: HttpRequest, me: Person) -> HttpResponse:
    """The files of one's units, newest first, and the form for one more; those who lead nobody are refused."""
    held = rights(me)
    may_lead_somewhere(held)
    form = UploadForm(held, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload, unit = form.cleaned_data["file"], form.cleaned_data["unit"]
        begun = attempt(form, _begin, me, unit, upload)
        if begun is not None:
            return redirect("people-import", begun)
    context = {
        "form": form,
        "columns": MEANS.items(),
        "page": Paginator(imports_in_view(held), A_PAGE).get_page(request.GET.get("page")),
        "section": "people",
    }
    return render(request, "people/imports.html", context, status=422 if form.errors else 200)


def _begin(me: Person, unit: Unit, upload: Any) -> int:
    data = upload.read(MOST_BYTES + 1)
    return start_people_import(actor=me, unit=unit, file_name=upload.name, data=data).pk
