"""My time this week: agreed, declared, left."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core import clock
from manyvoices.people.actions.declare_effort import A_DAY, declare_effort
from manyvoices.people.models import Person
from manyvoices.people.queries.efforts import days_of
from manyvoices.people.queries.on_call import first_day, minutes_left, zones_of
from manyvoices.people.week import OPEN_DAYS
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

# What one tap adds to a day.
TAPS = (5, 15, 30)


class EffortForm(forms.Form):
    """Minutes of a day."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    minutes = forms.IntegerField(label=_("Minutes in all"), min_value=0, max_value=A_DAY)


@dataclass(frozen=True, slots=True)
class Day:
    """A day and what was declared of it; `taps` are (more, then in all): pressed twice a button adds once."""

    day: date
    minutes: int

    @property
    def taps(self) -> list[tuple[int, int]]:
        """The buttons of the day."""
        return [(more, self.minutes + more) for more in TAPS if self.minutes + more <= A_DAY]


@working_page("GET")
def my_time(request: HttpRequest, me: Person) -> HttpResponse:
    """My week, with the buttons of each day that can still be written down."""
    return _page(request, me)


@working_page("POST")
def declare(request: HttpRequest, me: Person) -> HttpResponse:
    """Say how long it was on a day."""
    form = EffortForm(request.POST)
    if form.is_valid() and attempt(form, declare_effort, actor=me, **form.cleaned_data) is not None:
        messages.success(request, gettext("Saved. Only you see your days."))
        return redirect("my-time")
    return _page(request, me, form=form)


def _page(request: HttpRequest, me: Person, **tried: Any) -> HttpResponse:
    now = clock.now()
    zone = zones_of([me])[me.pk]
    today, monday = now.astimezone(zone).date(), first_day(now, zone)
    since = min(monday, today - OPEN_DAYS)
    said = days_of(me, (since, today))
    days = [Day(day, said.get(day, 0)) for day in (today - timedelta(days=back) for back in range(14))]
    context = {
        "agreed": me.weekly_minutes if me.minutes_agreed_at else None,
        "declared": sum(minutes for day, minutes in said.items() if day >= monday),
        "left": minutes_left([me.pk], now)[me.pk],
        "today": days[0],
        "this_week": [day for day in days[1:] if day.day >= monday],
        "earlier": [day for day in days[1:] if day.day < monday],
        "form": EffortForm(initial={"day": today}),
        "section": "my-time",
        **tried,
    }
    return render(request, "on_call/my_time.html", context, status=422 if tried else 200)
