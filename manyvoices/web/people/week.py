"""My week: when I work, and how much of it I give."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.people.actions.set_working_pattern import set_working_pattern
from manyvoices.people.actions.wish_minutes import wish_minutes
from manyvoices.people.calendars import DAYS, show_hours
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.queries.finding_people import people_beside
from manyvoices.people.week import LONGEST_DAY, MOST_MINUTES
from manyvoices.web.day_names import DAY_NAMES
from manyvoices.web.people.details import details_of
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


class WeekForm(forms.Form):
    """The hours of each day, as people write them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, name in DAY_NAMES.items():
            typing = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "08:00–12:00, 13:00–16:30"})
            self.fields[day] = forms.CharField(
                label=str(name), max_length=LONGEST_DAY, required=False, widget=typing
            )


class MinutesForm(forms.Form):
    """The wish; empty takes it back."""

    minutes = forms.IntegerField(
        label=_("Minutes a week"), required=False, min_value=0, max_value=MOST_MINUTES
    )


@working_page("GET")
def week(request: HttpRequest, me: Person) -> HttpResponse:
    """One's hours and one's wish, each with its form."""
    return _page(request, me)


@working_page("POST")
def hours(request: HttpRequest, me: Person) -> HttpResponse:
    """Say when one works."""
    form = WeekForm(request.POST)
    if form.is_valid() and attempt(form, set_working_pattern, actor=me, hours=form.cleaned_data) is not None:
        messages.success(request, gettext("Saved."))
        return redirect("my-week")
    return _page(request, me, week_form=form)


@working_page("POST")
def minutes(request: HttpRequest, me: Person) -> HttpResponse:
    """Say how much of the week one gives."""
    form = MinutesForm(request.POST)
    if form.is_valid() and attempt(form, wish_minutes, actor=me, **form.cleaned_data) is not None:
        messages.success(request, gettext("Saved. Your lead sees it and agrees with you."))
        return redirect("my-week")
    return _page(request, me, minutes_form=form)


def _page(request: HttpRequest, me: Person, **tried: forms.BaseForm) -> HttpResponse:
    typed = {day: show_hours(me.working_pattern.get(day, [])) for day in DAYS}
    context = {
        "person": me,
        "details": details_of(rights(me), me),
        "week_form": WeekForm(initial=typed),
        "minutes_form": MinutesForm(initial={"minutes": me.weekly_minutes}),
        "is_self": True,
        "accompanied": [
            (other, "coach" if other.coach_id == me.pk else "buddy") for other in people_beside(me)
        ],
        "section": "me",
        **tried,
    }
    return render(request, "people/week.html", context, status=422 if tried else 200)
