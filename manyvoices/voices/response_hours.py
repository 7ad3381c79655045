"""When a voice answers: weekday -> spans of the day, and the words for it. Pure."""

import re
from collections.abc import Mapping, Sequence

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.core.zones import known_zones

Span = list[str]
Hours = dict[str, list[Span]]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_SPANS = 3
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


def check_response_hours(hours: Mapping[str, Sequence[Sequence[str]]], time_zone: str) -> Hours:
    """The hours with their days in order, days without any left out. Invalid for a span that is none, or no zone."""
    kept = {day: _spans(day, hours[day]) for day in DAYS if hours.get(day)}
    if kept and time_zone not in known_zones():
        raise Invalid(time_zone=_("Say in which time zone these hours are. Write it like Europe/Vienna."))
    return kept


def in_words(hours: Hours, time_zone: str) -> str:
    """Like "Mon–Fri 8–16, Sat 9–12 (Vienna)"; empty where no hours are given. Days with the same hours go together."""
    said = [f"{_days(first, last)} {_times(spans)}" for first, last, spans in _runs(hours)]
    if not said:
        return ""
    place = time_zone.rsplit("/", 1)[-1].replace("_", " ")
    return _("%(hours)s (%(place)s)") % {"hours": ", ".join(said), "place": place}


def _spans(day: str, spans: Sequence[Sequence[str]]) -> list[Span]:
    if len(spans) > _MOST_SPANS:
        raise Invalid(**{day: _("Three spans a day are enough.")})
    kept, free_from = [], ""
    for start, end in spans:
        if not _TIME.fullmatch(start) or not _TIME.fullmatch(end):
            raise Invalid(**{day: _("Give both times, like 08:00 and 16:30.")})
        if start >= end or start < free_from:
            raise Invalid(**{day: _("The end comes after the beginning, and spans do not overlap.")})
        kept.append([start, end])
        free_from = end
    return kept


def _runs(hours: Hours) -> list[tuple[int, int, list[Span]]]:
    """Neighbouring days with the same hours as (first, last, spans)."""
    runs: list[tuple[int, int, list[Span]]] = []
    for number, day in enumerate(DAYS):
        spans = hours.get(day)
        if not spans:
            continue
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], number, spans)
        else:
            runs.append((number, number, spans))
    return runs


def _days(first: int, last: int) -> str:
    begin, end = str(WEEKDAYS_ABBR[first]), str(WEEKDAYS_ABBR[last])
    return begin if first == last else f"{begin}–{end}"


def _times(spans: list[Span]) -> str:
    return ", ".join(f"{_time(start)}–{_time(end)}" for start, end in spans)


def _time(text: str) -> str:
    hour, minute = text.split(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}:{minute}"
