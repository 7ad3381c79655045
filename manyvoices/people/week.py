"""A person's week: when they work, and what five percent of it are. Pure."""

import re
from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core.refusals import Invalid

Pattern = dict[str, list[list[str]]]

DAYS: dict[str, Promise] = {
    "mon": gettext_lazy("Monday"),
    "tue": gettext_lazy("Tuesday"),
    "wed": gettext_lazy("Wednesday"),
    "thu": gettext_lazy("Thursday"),
    "fri": gettext_lazy("Friday"),
    "sat": gettext_lazy("Saturday"),
    "sun": gettext_lazy("Sunday"),
}
FULL_WEEK = 40 * 60  # minutes, where nobody has said when they work
SHARE = 0.05
MOST_MINUTES = 40 * 60
MOST_SPANS = 4
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def check_pattern(pattern: Mapping[str, Sequence[Sequence[str]]]) -> Pattern:
    """The pattern as it is stored: days in order, only those with hours. Invalid (the day) for what is no time span."""
    if set(pattern) - set(DAYS):
        raise Invalid(week=_("A week has seven days."))
    checked = {day: _day(day, pattern.get(day, ())) for day in DAYS}
    return {day: spans for day, spans in checked.items() if spans}


def minutes_of(pattern: Mapping[str, Sequence[Sequence[str]]]) -> int:
    """Minutes of work in a week of this pattern; 0 when nothing is said."""
    return sum(_minute(end) - _minute(start) for spans in pattern.values() for start, end in spans)


def suggested_minutes(pattern: Mapping[str, Sequence[Sequence[str]]]) -> int:
    """Five percent of the week in whole five minutes; of 40 hours where the pattern says nothing."""
    return 5 * round((minutes_of(pattern) or FULL_WEEK) * SHARE / 5)


def _day(day: str, spans: Sequence[Sequence[str]]) -> list[list[str]]:
    if len(spans) > MOST_SPANS:
        raise Invalid(**{day: _("Four spans a day are the most.")})
    found, before = [], ""
    for span in spans:
        if len(span) != 2 or not all(isinstance(at, str) and _TIME.fullmatch(at) for at in span):
            raise Invalid(**{day: _("Write both times like 08:00 and 16:30.")})
        if span[0] >= span[1] or span[0] < before:
            raise Invalid(**{day: _("The end has to be after the start, on the same day.")})
        before = span[1]
        found.append(list(span))
    return found


def _minute(at: str) -> int:
    hours, minutes = at.split(":")
    return int(hours) * 60 + int(minutes)
