"""What is typed where shifts and covers are arranged."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from manyvoices.people.calendars import DAYS
from manyvoices.people.models import Person
from manyvoices.web.day_names import DAY_NAMES
from manyvoices.web.long_select import LongSelect

# How many take turns in a shift that is typed at once.
TURNS = 8
_DAYS = [(str(number), DAY_NAMES[day]) for number, day in enumerate(DAYS)]
_RANKS = [("0", _("First to be asked")), ("1", _("Second")), ("2", _("Third")), ("3", _("Fourth"))]


class WallMoment(forms.DateTimeField):
    """A moment by the reader's own clock."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _week(label: Any, *, required: bool) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class ShiftForm(forms.Form):
    """A shift: from when to when in the week, and who takes turns in which order."""

    begins_day = forms.ChoiceField(label=_("Begins on"), choices=_DAYS)
    begins_time = _time(_("at"))
    ends_day = forms.ChoiceField(label=_("Ends on"), choices=_DAYS)
    ends_time = _time(_("at"))
    rank = forms.ChoiceField(label=_("Asked"), choices=_RANKS)
    weeks = forms.IntegerField(label=_("Weeks a turn lasts"), min_value=1, max_value=52, initial=1)
    first_week = _week(_("From the week of"), required=True)
    last_week = _week(_("To the week of"), required=False)
    on_holidays = forms.BooleanField(label=_("Also on holidays"), required=False, initial=True)

    def __init__(self, responders: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((str(person.pk), person.name) for person in responders)]
        self._people = {str(person.pk): person for person in responders}
        for turn in range(1, TURNS + 1):
            label = _("Turn %(n)s") % {"n": turn}
            self.fields[f"turn_{turn}"] = forms.ChoiceField(
                label=label, choices=choices, required=turn == 1, widget=LongSelect
            )

    @property
    def turns(self) -> list[forms.BoundField]:
        """The fields that say whose turn comes when."""
        return [self[f"turn_{turn}"] for turn in range(1, TURNS + 1)]

    def said(self) -> dict[str, Any]:
        """What add_shift asks for."""
        typed = self.cleaned_data
        chosen = [typed[f"turn_{turn}"] for turn in range(1, TURNS + 1)]
        return {
            "people": [self._people[pk] for pk in chosen if pk],
            "begins": _minute(typed["begins_day"], typed["begins_time"]),
            "ends": _minute(typed["ends_day"], typed["ends_time"]),
            "rank": int(typed["rank"]),
            "weeks": typed["weeks"],
            "first_week": typed["first_week"],
            "last_week": typed["last_week"],
            "on_holidays": typed["on_holidays"],
        }


class CoverForm(forms.Form):
    """Who takes whose place, and for how long."""

    instead_of = forms.ChoiceField(label=_("Instead of"), required=False)
    person = forms.ChoiceField(label=_("Who takes over"), widget=LongSelect)
    starts_at = WallMoment(label=_("From"))
    ends_at = WallMoment(label=_("Until"))

    def __init__(
        self, responders: Iterable[Person], covered: Iterable[Person], keeps: bool, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.pk): one for one in (*responders, *covered)}
        extra = [("", _("Nobody: before everybody else"))] if keeps else []
        places = [*((str(one.pk), one.name) for one in covered), *extra]
        for field, choices in (
            ("instead_of", places),
            ("person", [(str(one.pk), one.name) for one in responders]),
        ):
            chosen = self.fields[field]
            if isinstance(chosen, forms.ChoiceField):
                chosen.choices = choices
        self.fields["instead_of"].required = not keeps

    def said(self) -> dict[str, Any]:
        """What cover_shift asks for."""
        typed = self.cleaned_data
        return {
            "person": self._people[typed["person"]],
            "instead_of": self._people.get(typed["instead_of"]),
            "starts_at": typed["starts_at"],
            "ends_at": typed["ends_at"],
        }


def first_shift(today: date) -> dict[str, Any]:
    """What a new shift begins with: working days, from this week on."""
    usual = {"begins_day": "0", "begins_time": time(8), "ends_day": "4", "ends_time": time(17), "rank": "0"}
    return {**usual, "weeks": 1, "first_week": today, "on_holidays": True}


def _minute(day: str, at: time) -> int:
    return int(day) * 24 * 60 + at.hour * 60 + at.minute
