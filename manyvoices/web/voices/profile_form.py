"""What is typed about a voice's profile."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import Invalid
from manyvoices.core.zones import zones_to_choose
from manyvoices.people.models import Topic
from manyvoices.people.spoken import languages_to_choose
from manyvoices.voices.models import Voice
from manyvoices.voices.profile import MOST_LINES, Line, Profile
from manyvoices.voices.response_hours import DAYS, Hours
from manyvoices.web.long_select import LongSelectMultiple


class ProfileForm(forms.Form):
    """Header, four lines, topics, languages and, for each weekday, from when to when the voice answers."""

    header = forms.FileField(
        label=_("Header picture"),
        required=False,
        help_text=_("Wide, at least 1500 pixels; where it was taken is left out."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    drop_header = forms.BooleanField(label=_("Take the header picture away"), required=False)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Further languages"), required=False, widget=LongSelectMultiple(attrs={"size": 6})
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone of these hours"),
        choices=lambda: [(zone, zone) for zone in zones_to_choose()],
    )

    def __init__(self, *args: Any, voice: Voice, zone: str, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(voice, zone)
        super().__init__(*args, **kwargs)
        topics, languages = self.fields["topics"], self.fields["languages"]
        if isinstance(topics, forms.ModelMultipleChoiceField):
            kept = Topic.objects.filter(voices=voice)
            topics.queryset = (Topic.objects.filter(closed_at=None) | kept).distinct().order_by("name")
        if isinstance(languages, forms.MultipleChoiceField):
            languages.choices = [one for one in languages_to_choose() if one[0] != voice.language]
        for number in range(1, MOST_LINES + 1):
            self.fields[f"name_{number}"] = forms.CharField(label=_("Name"), max_length=60, required=False)
            self.fields[f"value_{number}"] = forms.CharField(label=_("Value"), max_length=250, required=False)
        for place, day in enumerate(DAYS):
            self.fields[f"{day}_from"] = _time(WEEKDAYS[place])
            self.fields[f"{day}_to"] = _time(_("until"))

    def line_fields(self) -> list[tuple[Any, Any]]:
        """The fields of the four lines, in pairs."""
        return [(self[f"name_{number}"], self[f"value_{number}"]) for number in range(1, MOST_LINES + 1)]

    def day_fields(self) -> list[tuple[str, Any, Any]]:
        """The fields of the seven days, with the day's name."""
        return [
            (str(WEEKDAYS[place]), self[f"{day}_from"], self[f"{day}_to"]) for place, day in enumerate(DAYS)
        ]

    def profile(self) -> Profile:
        """The profile as the action takes it. Raises Invalid for a day with one time only."""
        typed = self.cleaned_data
        lines = [Line(typed[f"name_{n}"], typed[f"value_{n}"]) for n in range(1, MOST_LINES + 1)]
        return Profile(
            lines=lines,
            topics=[topic.pk for topic in typed["topics"]],
            languages=typed["languages"],
            response_hours=self._hours(),
            time_zone=typed["time_zone"],
        )

    def _hours(self) -> Hours:
        hours: Hours = {}
        for day in DAYS:
            start, end = self.cleaned_data[f"{day}_from"], self.cleaned_data[f"{day}_to"]
            if bool(start) != bool(end):
                raise Invalid(**{f"{day}_from": gettext("Give both times, or none.")})
            if start:
                hours[day] = [[start, end]]
        return hours


def _time(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=5,
        widget=forms.TextInput(attrs={"type": "time", "step": "60"}),
    )


def _initial(voice: Voice, zone: str) -> dict[str, Any]:
    first: dict[str, Any] = {
        "topics": [topic.pk for topic in voice.topics.all()],
        "languages": voice.languages,
        "time_zone": voice.time_zone or zone,
    }
    for number, row in enumerate(voice.fields.order_by("position"), start=1):
        first[f"name_{number}"], first[f"value_{number}"] = row.name, row.value
    for day, spans in voice.response_hours.items():
        first[f"{day}_from"], first[f"{day}_to"] = spans[0][0], spans[-1][1]
    return first
