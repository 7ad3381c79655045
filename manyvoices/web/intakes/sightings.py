"""Anybody reports what they saw about us somewhere; below stands what became of what they reported."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.actions.report_sighting import LONGEST, Seen, report_sighting
from manyvoices.conversations.queries.sightings import sightings_of, state_of
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.web.people.unit_choice import UnitChoice
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 20
MOST_BYTES = 16 * 1024 * 1024


class SightingForm(forms.Form):
    """Little to type: a link or a picture is enough."""

    link = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"}),
    )
    picture = forms.FileField(
        label=_("Screenshot"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    words = forms.CharField(
        label=_("What it says"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    where = forms.CharField(
        label=_("Where"), required=False, max_length=60, help_text=_("Like Instagram, a forum, the platform.")
    )
    said_by = forms.CharField(label=_("Who said it"), required=False, max_length=120)
    unit = UnitChoice(label=_("Who should answer"))

    def __init__(self, me: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, UnitChoice):
            unit.offer(Unit.objects.filter(closed_at=None), unit_paths())
        self.initial.setdefault("unit", me.unit_id)


@working_page("GET")
def sightings(request: HttpRequest, me: Person) -> HttpResponse:
    """What I reported, with what became of it."""
    page = Paginator(sightings_of(me), A_PAGE).get_page(request.GET.get("page"))
    context = {"section": "sightings", "page": page, "rows": [(one, state_of(one)) for one in page]}
    return render(request, "intakes/sightings.html", context)


@working_page("GET", "POST")
def new(request: HttpRequest, me: Person) -> HttpResponse:
    """Report something. What a phone shares arrives as `title`, `text` and `url` in the address."""
    if request.method == "POST":
        form = SightingForm(me, request.POST, request.FILES)
        if form.is_valid() and (told := attempt(form, _report, me, form.cleaned_data)) is not None:
            messages.success(request, told)
            return redirect("sightings")
    else:
        form = SightingForm(me, initial=_shared(request))
    context = {"section": "sightings", "form": form}
    return render(request, "intakes/sighting.html", context, status=422 if form.errors else 200)


def _report(me: Person, said: dict[str, Any]) -> str:
    picture = said["picture"].read(MOST_BYTES) if said["picture"] else b""
    seen = Seen(
        link=said["link"].strip(),
        words=said["words"],
        said_by=said["said_by"],
        where=said["where"],
        picture=picture,
    )
    _sighting, is_new = report_sighting(actor=me, unit=said["unit"], seen=seen)
    if is_new:
        return gettext("Thank you. You hear when somebody took it up, and when it is answered.")
    return gettext("Thank you. It was reported before, and is on its way to an answer.")


def _shared(request: HttpRequest) -> dict[str, str]:
    """Some phones put the link into the text."""
    link, text = request.GET.get("url", "")[:500], request.GET.get("text", "")[:LONGEST]
    if not link and text.startswith(("https://", "http://")) and " " not in text.strip():
        link, text = text.strip()[:500], ""
    return {"link": link, "words": text, "where": request.GET.get("title", "")[:60]}
