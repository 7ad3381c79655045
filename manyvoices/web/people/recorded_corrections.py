"""What people asked to be corrected, for the administrators who answer."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.answer_correction import answer_correction
from manyvoices.people.models import Person
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.queries import rights
from manyvoices.people.queries.register import corrections_in_view
from manyvoices.people.register_entries import ENTRIES
from manyvoices.people.rights import Rights
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 20


class AnswerForm(forms.Form):
    """What was done."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )


@working_page("GET")
def corrections(request: HttpRequest, me: Person) -> HttpResponse:
    """Those of the units one administers, the unanswered first; a 404 for everybody else. `?open` leaves out the rest."""
    return _page(request, _held(me), AnswerForm(auto_id=False), of=None)


@working_page("POST")
def answer(request: HttpRequest, me: Person, correction_id: int) -> HttpResponse:
    """Answer one of them."""
    held = _held(me)
    row = corrections_in_view(held).filter(pk=correction_id).first()
    if row is None:
        raise NotThere
    form = AnswerForm(request.POST, auto_id=False)
    if form.is_valid():
        attempt(form, answer_correction, actor=me, correction=row, **form.cleaned_data)
    if form.errors:
        return _page(request, held, form, of=row.pk)
    messages.success(request, gettext("%(name)s is told.") % {"name": row.person.name})
    return redirect("corrections")


def _held(me: Person) -> Rights:
    held = rights(me)
    if not held.units_with(ADMINISTRATORS):
        raise NotThere
    return held


def _page(request: HttpRequest, held: Rights, form: forms.BaseForm, *, of: int | None) -> HttpResponse:
    rows = corrections_in_view(held)
    waiting_only = "open" in request.GET
    page = Paginator(rows.filter(answered_at=None) if waiting_only else rows, A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [(row, ENTRIES[row.entry].title if row.entry in ENTRIES else row.entry) for row in page],
        "waiting_only": waiting_only,
        "form": form,
        "of": of,
        "section": "people",
    }
    return render(request, "people/corrections.html", context, status=422 if form.errors else 200)
