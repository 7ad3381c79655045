"""Posts from a file: bring one, look at what it would become, say go."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manyvoices.core.refusals import Invalid
from manyvoices.core.zones import zones_to_choose
from manyvoices.people.models import Person
from manyvoices.publishing.actions.agree_plan_import import agree_plan_import
from manyvoices.publishing.actions.drop_plan_import import drop_plan_import
from manyvoices.publishing.actions.start_plan_import import start_plan_import
from manyvoices.publishing.importing.columns import MEANS
from manyvoices.publishing.importing.files import MOST_BYTES
from manyvoices.publishing.models import PlanState
from manyvoices.publishing.queries.plan_imports import Progress, lines_of, plan_of, plans_of, progress_of
from manyvoices.web.long_select import LongSelect
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page, zone_of

A_PAGE = 50
SHOWN = {
    "": gettext_lazy("All lines"),
    "good": gettext_lazy("Good"),
    "warned": gettext_lazy("With a hint"),
    "wrong": gettext_lazy("Wrong"),
}


class PlanForm(forms.Form):
    """The file, and the zone of lines that name none."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV, at most 4 MB and 1,000 posts. Nothing is written before you have seen what it would become."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("For lines that name none."),
        choices=lambda: [(zone, zone) for zone in zones_to_choose()],
        widget=LongSelect,
    )


@working_page("GET", "POST")
def plans(request: HttpRequest, me: Person) -> HttpResponse:
    """The files one brought, newest first, and the form for one more."""
    form = PlanForm(request.POST or None, request.FILES or None, initial={"time_zone": zone_of(me)})
    if request.method == "POST" and form.is_valid():
        begun = attempt(form, _begin, me, form.cleaned_data["file"], form.cleaned_data["time_zone"])
        if begun is not None:
            return redirect("plan", begun)
    context = {
        "section": "calendar",
        "form": form,
        "columns": MEANS.items(),
        "page": Paginator(plans_of(me), 20).get_page(request.GET.get("page")),
    }
    return render(request, "planning/plans.html", context, status=422 if form.errors else 200)


@working_page("GET")
def plan(request: HttpRequest, me: Person, plan_id: int) -> HttpResponse:
    """One file, line by line; a colleague's is a 404. `?show=` is one of SHOWN."""
    shown = plan_of(me, plan_id)
    progress = progress_of(shown)
    waits = shown.state == PlanState.LOOKED_AT
    show = request.GET.get("show", "wrong" if progress.wrong and waits else "")
    show = show if show in SHOWN else ""
    context = {
        "section": "calendar",
        "one": shown,
        "progress": progress,
        "show": show,
        "tabs": [(key, label, _count(progress, key)) for key, label in SHOWN.items()],
        "page": Paginator(lines_of(shown, show), A_PAGE).get_page(request.GET.get("page")),
        "writing": shown.state == PlanState.WRITING,
        "waits": waits,
    }
    return render(request, "planning/plan.html", context)


@working_page("POST")
def plan_agree(request: HttpRequest, me: Person, plan_id: int) -> HttpResponse:
    """Go: as planned posts, or all as drafts."""
    shown = plan_of(me, plan_id)
    try:
        count = agree_plan_import(actor=me, plan=shown, as_drafts="drafts" in request.POST)
    except Invalid as invalid:
        messages.error(request, str(invalid))
    else:
        said = ngettext("%(n)d post is being written.", "%(n)d posts are being written.", count)
        messages.success(request, said % {"n": count})
    return redirect("plan", shown.pk)


@working_page("POST")
def plan_drop(request: HttpRequest, me: Person, plan_id: int) -> HttpResponse:
    """Stop: nothing more is written."""
    drop_plan_import(actor=me, plan=plan_of(me, plan_id))
    messages.success(request, _("Dropped. Nothing more of this file is written."))
    return redirect("plan", plan_id)


def _begin(me: Person, upload: Any, zone: str) -> int:
    data = upload.read(MOST_BYTES + 1)
    return start_plan_import(actor=me, file_name=upload.name, data=data, time_zone=zone).pk


def _count(progress: Progress, show: str) -> int:
    counts = {"": progress.total, "good": progress.good, "warned": progress.warned, "wrong": progress.wrong}
    return counts[show]
