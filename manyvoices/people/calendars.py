"""Working hours, as pure rules: what somebody typed, how it reads, and whether it is working time.

Hours are weekday ("mon" … "sun") -> [["08:00", "16:30"], …]; a pair lies within one day, "24:00" ends it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = Mapping[str, Sequence[Sequence[str]]]

_PAIR = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(?:-|–|—|to|bis)\s*(\d{1,2})(?:[:.](\d\d))?")
# A calendar that is closed for longer has no next opening worth naming.
_LOOK_AHEAD = 400


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar as it is read: hours in `zone`, and the days on which nobody works."""

    zone: str
    hours: Hours
    holidays: frozenset[date] = frozenset()


def read_hours(typed: str, *, field: str = "hours") -> list[list[str]]:
    """One day's hours from "8-12, 13:00-16:30"; empty for a day off. Invalid (on `field`) for anything else."""
    pairs = [_pair(part.strip(), field) for part in re.split(r"[,;]", typed) if part.strip()]
    pairs.sort()
    if any(after[0] < before[1] for before, after in pairwise(pairs)):
        raise Invalid(**{field: _("Two of these times overlap. Write each once: 08:00-12:00, 13:00-16:30.")})
    return pairs


def show_hours(pairs: Sequence[Sequence[str]]) -> str:
    """One day's hours as people read and write them."""
    return ", ".join(f"{start}–{end}" for start, end in pairs)


def minutes_a_week(hours: Hours) -> int:
    """The working minutes of an ordinary week."""
    return sum(_minute(end) - _minute(start) for pairs in hours.values() for start, end in pairs)


def is_open(week: Week, at: datetime) -> bool:
    """Whether `at` (aware) is working time."""
    local = at.astimezone(ZoneInfo(week.zone))
    now = f"{local:%H:%M}"
    return any(start <= now < end for start, end in _pairs_on(week, local.date()))


def next_open(week: Week, at: datetime) -> datetime | None:
    """`at` if it is working time, else when it begins next; None if it does not within a year."""
    if is_open(week, at):
        return at
    zone = ZoneInfo(week.zone)
    first = at.astimezone(zone).date()
    for day in (first + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD)):
        for start, _end in _pairs_on(week, day):
            opens = datetime.combine(day, time.fromisoformat(start), zone)
            if opens > at:
                return opens
    return None


def _pairs_on(week: Week, day: date) -> Sequence[Sequence[str]]:
    return [] if day in week.holidays else week.hours.get(DAYS[day.weekday()], [])


def _pair(part: str, field: str) -> list[str]:
    match = _PAIR.fullmatch(part)
    if match is None:
        raise Invalid(
            **{field: _("Write working hours like 08:00-12:00, 13:00-16:30, or leave the day empty.")}
        )
    start, end = (int(match[at]) * 60 + int(match[at + 1] or 0) for at in (1, 3))
    is_time = all(int(match[at] or 0) < 60 for at in (2, 4))
    if not is_time or not start < end <= 24 * 60:
        raise Invalid(**{field: _("A working time begins before it ends, and both lie within one day.")})
    return [f"{minute // 60:02}:{minute % 60:02}" for minute in (start, end)]


def _minute(clock_time: str) -> int:
    hour, minute = clock_time.split(":")
    return int(hour) * 60 + int(minute)
