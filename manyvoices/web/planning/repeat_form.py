"""What a repeat asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.core.zones import zones_to_choose
from manyvoices.publishing.actions.start_repeat import KINDS
from manyvoices.publishing.models import Every
from manyvoices.publishing.repeating import Rule
from manyvoices.web.day_names import DAY_NAMES
from manyvoices.web.long_select import LongSelect


class RepeatForm(forms.Form):
    """How often, at which time, until when."""

    step = forms.IntegerField(label=_("Every"), min_value=1, max_value=366, initial=1)
    every = forms.ChoiceField(label=_("Unit of time"), choices=Every.choices, initial=Every.WEEK)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        coerce=int,
        required=False,
        choices=list(enumerate(DAY_NAMES.values())),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Counts for weeks. None chosen: the weekday of the first day."),
    )
    starts_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("By the month it comes on this day; a month too short for it uses its last day."),
    )
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(zone, zone) for zone in zones_to_choose()],
        widget=LongSelect,
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    most = forms.IntegerField(label=_("At most so many times"), required=False, min_value=1, max_value=1000)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        help_text=_("What comes again counts as a promotion unless you say otherwise."),
    )

    def rule(self) -> Rule:
        """The rule of a valid form."""
        given: dict[str, Any] = self.cleaned_data
        return Rule(
            every=given["every"],
            step=given["step"],
            weekdays=tuple(given["weekdays"]),
            time=given["time"],
            zone=given["time_zone"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
        )
