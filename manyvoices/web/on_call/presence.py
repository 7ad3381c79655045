"""Where I say I am, and when I will not be there."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.cancel_absence import cancel_absence
from manyvoices.people.actions.report_absence import report_absence
from manyvoices.people.actions.say_presence import say_presence
from manyvoices.people.models import Absence, Person, Presence, Where
from manyvoices.people.queries.on_call import reachable_people
from manyvoices.web.on_call.forms import WallMoment
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page, zone_of


class PresenceForm(forms.Form):
    """Away in one way or another, until a time."""

    where = forms.ChoiceField(label=_("Where"), choices=Where)
    until = WallMoment(label=_("Until"), required=False)


class AbsenceForm(forms.Form):
    """From when to when."""

    starts_at = WallMoment(label=_("From"))
    ends_at = WallMoment(label=_("Until"))


@working_page("GET")
def presence(request: HttpRequest, me: Person) -> HttpResponse:
    """What I said last, with the four to choose from, and my absences to come."""
    return _page(request, me)


@working_page("POST")
def say(request: HttpRequest, me: Person) -> HttpResponse:
    """Say where I am."""
    form = PresenceForm(request.POST)
    if form.is_valid() and attempt(form, say_presence, actor=me, **form.cleaned_data) is not None:
        messages.success(request, gettext("Saved. Others see no more than whether a message can go to you."))
        return redirect("presence")
    return _page(request, me, form=form)


@working_page("POST")
def report(request: HttpRequest, me: Person) -> HttpResponse:
    """Say when I will not be there."""
    form = AbsenceForm(request.POST)
    if form.is_valid() and attempt(form, report_absence, actor=me, **form.cleaned_data) is not None:
        messages.success(request, gettext("Saved. You are not on call then; who comes after you is."))
        return redirect("presence")
    return _page(request, me, absence_form=form)


@working_page("POST")
def cancel(request: HttpRequest, me: Person, absence_id: int) -> HttpResponse:
    """Take an absence back; of others it is a 404."""
    row = Absence.objects.filter(person=me, pk=absence_id).first()
    if row is None:
        raise NotThere
    cancel_absence(actor=me, absence=row)
    messages.success(request, gettext("Taken back. You are on call again when it is your turn."))
    return redirect("presence")


def _page(request: HttpRequest, me: Person, **tried: Any) -> HttpResponse:
    now = clock.now()
    said = Presence.objects.filter(person=me).first()
    context = {
        "said": said if said is not None and (said.until is None or said.until > now) else None,
        "is_reachable": me.pk in reachable_people([me.pk], now),
        "form": PresenceForm(initial={"where": Where.OUT_OF_OFFICE}),
        "absence_form": AbsenceForm(),
        "absences": Absence.objects.filter(person=me, cancelled_at=None, ends_at__gt=now).order_by(
            "starts_at"
        ),
        "zone": zone_of(me),
        "section": "presence",
        **tried,
    }
    return render(request, "on_call/presence.html", context, status=422 if tried else 200)
