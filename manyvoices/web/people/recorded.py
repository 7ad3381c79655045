"""What is recorded about me: every entry of the register with what it holds, as a page and as a file."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.people.actions.ask_correction import ask_correction
from manyvoices.people.actions.export_recorded import export_recorded
from manyvoices.people.models import Correction, Person
from manyvoices.people.queries.register import counts, entry_named, recorded_here, rows_about
from manyvoices.people.register import Entry, Source
from manyvoices.people.register_entries import ENTRIES
from manyvoices.web.people.recorded_words import Shown, shown
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 20


class CorrectionForm(forms.Form):
    """What is wrong."""

    text = forms.CharField(
        label=_("What is wrong, and what would be right?"),
        help_text=_("The administrators of your unit read it and answer you here."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


@working_page("GET")
def recorded(request: HttpRequest, me: Person) -> HttpResponse:
    """Every entry: how much it holds about me, why, who sees it, and until when."""
    number = counts(me)
    on = {one.name for one in ENTRIES.values() if one.behaviour and recorded_here(one.name, me.unit_id)}
    context = {
        "entries": [(entry, number[entry.name], entry.name in on) for entry in ENTRIES.values()],
        "section": "me",
    }
    return render(request, "people/recorded.html", context)


@working_page("GET")
def entry(request: HttpRequest, me: Person, name: str) -> HttpResponse:
    """One entry with its values and my requests about it; an entry that is none is a 404."""
    return _entry_page(request, me, entry_named(name), CorrectionForm())


@working_page("POST")
def correct(request: HttpRequest, me: Person, name: str) -> HttpResponse:
    """Ask for a correction of one entry."""
    about, form = entry_named(name), CorrectionForm(request.POST)
    if form.is_valid():
        attempt(form, ask_correction, actor=me, entry=name, **form.cleaned_data)
    if form.errors:
        return _entry_page(request, me, about, form)
    messages.success(request, gettext("Your administrators are told. Their answer stands here."))
    return redirect("recorded-entry", name)


@working_page("POST")
def export(request: HttpRequest, me: Person) -> HttpResponse:
    """Everything about me, as a JSON file."""
    answer = JsonResponse(export_recorded(actor=me), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="recorded-about-me.json"'
    return answer


def _entry_page(request: HttpRequest, me: Person, about: Entry, form: forms.BaseForm) -> HttpResponse:
    number = request.GET.get("page")
    tables = [_table(me, source, number) for source in about.sources if source.shown]
    mine = Correction.objects.filter(person=me, entry=about.name).select_related("answered_by")
    context = {
        "entry": about,
        "is_on": not about.behaviour or recorded_here(about.name, me.unit_id),
        "tables": tables,
        "nothing_there": not any(rows for _page, rows in tables),
        "only_counted": counts(me)[about.name] if not any(one.shown for one in about.sources) else None,
        "change": reverse(about.changed_at) if about.changed_at else "",
        "corrections": mine.order_by("-asked_at", "-id")[:A_PAGE],
        "form": form,
        "section": "me",
    }
    return render(request, "people/recorded_entry.html", context, status=422 if form.errors else 200)


def _table(me: Person, source: Source, number: str | None) -> tuple[Page[Any], list[list[Shown]]]:
    page = Paginator(rows_about(me, source), A_PAGE).get_page(number)
    return page, [values for row in page if (values := shown(source, row))]
