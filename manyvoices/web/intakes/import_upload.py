"""Bringing in messages by a file: the files of one's units, and one more."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.actions.start_message_import import start_message_import
from manyvoices.conversations.importing.files import MOST_BYTES
from manyvoices.conversations.queries.message_imports import message_imports_in_view, stage_of
from manyvoices.people.models import Person, Unit
from manyvoices.web.intakes.units import may_keep_any, offer_units
from manyvoices.web.people.unit_choice import UnitChoice
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 20


class UploadForm(forms.Form):
    """The file, and who answers what is in it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or JSON lines, at most 32 MB and 50,000 messages. Nothing is written before you have seen it."
        ),
        widget=forms.FileInput(
            attrs={"accept": ".csv,.tsv,.txt,.jsonl,.ndjson,text/csv,application/x-ndjson"}
        ),
    )
    unit = UnitChoice(label=_("Unit"), help_text=_("It answers what is in the file."))

    def __init__(self, me: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, me)


@working_page("GET", "POST")
def imports(request: HttpRequest, me: Person) -> HttpResponse:
    """The files of one's units, newest first, and the form for one more; those who keep no door are refused."""
    may_keep_any(me)
    form = UploadForm(me, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        begun = attempt(form, _begin, me, form.cleaned_data["unit"], form.cleaned_data["file"])
        if begun is not None:
            return redirect("message-import", begun)
    page = Paginator(message_imports_in_view(me), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "settings",
        "form": form,
        "page": page,
        "files": [(one, stage_of(one)) for one in page],
    }
    return render(request, "intakes/imports.html", context, status=422 if form.errors else 200)


def _begin(me: Person, unit: Unit, upload: Any) -> int:
    data = upload.read(MOST_BYTES + 1)
    return start_message_import(actor=me, unit=unit, file_name=upload.name, data=data).pk
