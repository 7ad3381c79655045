"""Counting in open hours: when so many of them have passed, how many lie between two moments, what opens next. Pure.

A moment is open when the clock on the wall of `zone` shows a time inside a span of that day. So an hour that spring
skips does not count, and an hour that autumn repeats counts twice, as it does for whoever sits there working.
Moments are aware; what is returned is in UTC.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.calendars import DAYS, Week, read_hours

Span = tuple[int, int]  # minutes on the wall clock since midnight: 0 <= opens < closes <= 1440
Pairs = Sequence[Sequence[str]]  # as they are stored: [["09:00", "12:00"], ["13:00", "24:00"]]
Stretch = tuple[datetime, datetime, timedelta]

ONE_DAY, NOTHING = timedelta(days=1), timedelta()
FARTHEST = timedelta(days=5 * 366)  # how far ahead is looked for open hours
MOST_EXCEPTIONS = 400

_OVERNIGHT = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(?:-|–|—|to|bis)\s*(\d{1,2})(?:[:.](\d\d))?")


class NeverOpen(Invalid):
    """These hours hold no, or too few, open minutes: a promise counted in them would never fall due."""


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """`week`: the spans of the seven days, Monday first; `days`: dates with spans of their own, () for a day off.

    Raises NeverOpen for a week without a span, Invalid for spans out of order or past midnight and an unknown zone.
    """

    zone: str
    week: tuple[tuple[Span, ...], ...]
    days: Mapping[date, tuple[Span, ...]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not _is_zone(self.zone):
            raise Invalid(time_zone=_("This time zone is not known. Write it like Europe/Vienna."))
        if len(self.week) != 7 or not all(_is_ordered(day) for day in [*self.week, *self.days.values()]):
            raise Invalid(hours=_("A working time begins before it ends, and both lie within one day."))
        if not any(self.week):
            raise NeverOpen(
                hours=_(
                    "No day of this week has working hours, so nothing could ever be answered in time. "
                    "Give at least one day its hours."
                )
            )

    @classmethod
    def of(cls, week: Week, exceptions: Mapping[date, Pairs] | None = None) -> "BusinessHours":
        """The hours of a calendar as it is stored. On dates of `exceptions` their pairs hold, on other holidays none."""
        days: dict[date, tuple[Span, ...]] = dict.fromkeys(week.holidays, ())
        days.update({day: _spans(pairs) for day, pairs in (exceptions or {}).items()})
        return cls(week.zone, tuple(_spans(week.hours.get(day, [])) for day in DAYS), days)

    def on(self, day: date) -> tuple[Span, ...]:
        """The spans of this date."""
        own = self.days.get(day)
        return self.week[day.weekday()] if own is None else own


def add(hours: BusinessHours, start: datetime, minutes: int) -> datetime:
    """The first moment by which `minutes` open minutes have passed since `start`; `start` itself for none.

    That is a closing time, not the next opening, where they end together. Raises NeverOpen if five years hold fewer.
    """
    return after(hours, start, timedelta(minutes=minutes))


def after(hours: BusinessHours, start: datetime, span: timedelta) -> datetime:
    """Like `add`, for a span of open time that is no whole minute."""
    if span <= NOTHING:
        return start.astimezone(UTC)
    left = span
    for opens, closes in open_spans(hours, start, start + FARTHEST):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise _too_far()


def between(hours: BusinessHours, start: datetime, end: datetime) -> timedelta:
    """The open time from `start` to `end`; nothing if `end` does not lie after it."""
    return sum((closes - opens for opens, closes in open_spans(hours, start, end)), NOTHING)


def is_open(hours: BusinessHours, at: datetime) -> bool:
    """Whether `at` is an open moment. A closing time is not, unless the next span begins with it."""
    local = at.astimezone(ZoneInfo(hours.zone))
    minute = local.hour * 60 + local.minute
    return any(opens <= minute < closes for opens, closes in hours.on(local.date()))


def next_opening(hours: BusinessHours, at: datetime) -> datetime:
    """`at` if it is open, else the next moment that is. Raises NeverOpen if none comes within five years."""
    for opens, _closes in open_spans(hours, at, at + FARTHEST):
        return opens
    raise _too_far()


def open_spans(hours: BusinessHours, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """What is open between two moments, in order. Spans that touch, as at midnight, may come in pieces."""
    here, last = start.astimezone(UTC), end.astimezone(UTC)
    day = here.date()
    while here < last:
        for since, until, ahead in _stretches(hours.zone, day):
            yield from _opened(hours, max(since, here), min(until, last), ahead)
        day += ONE_DAY
        here = datetime.combine(day, time(), UTC)


def read_spans(typed: str, *, field: str = "hours") -> list[list[str]]:
    """One day's hours from "09:00-12:00, 13:00-17:30", as they are stored. Invalid (on `field`) for anything else.

    Hours past midnight belong to two days and are written on both.
    """
    for part in re.split(r"[,;]", typed):
        said = _OVERNIGHT.fullmatch(part.strip())
        if said and int(said[3]) <= 24 and _minutes(said[1], said[2]) > _minutes(said[3], said[4]):
            opens, closes = f"{int(said[1]):02}:{said[2] or '00'}", f"{int(said[3]):02}:{said[4] or '00'}"
            raise Invalid(
                **{
                    field: _(
                        "%(opens)s–%(closes)s runs past midnight. Write %(opens)s–24:00 on this day and "
                        "00:00–%(closes)s on the next."
                    )
                    % {"opens": opens, "closes": closes}
                }
            )
    return read_hours(typed, field=field)


def read_exceptions(typed: str, *, field: str = "exceptions") -> dict[date, list[list[str]]]:
    """Dates with hours of their own, one a line: "2026-12-24 09:00-12:00"; a date alone is a day off.

    Invalid (on `field`, naming the line) for what is no date, no hours or said twice, and for more than 400.
    """
    read: dict[date, list[list[str]]] = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        said, _space, rest = line.partition(" ")
        try:
            day, pairs = date.fromisoformat(said), read_spans(rest, field=field)
        except (ValueError, Invalid):
            sentence = _("“%(line)s” is not understood. Write a date and its hours: 2026-12-24 09:00-12:00.")
            raise Invalid(**{field: sentence % {"line": line[:60]}}) from None
        if day in read:
            raise Invalid(**{field: _("%(day)s stands here twice. Write each day once.") % {"day": said}})
        read[day] = pairs
    if len(read) > MOST_EXCEPTIONS:
        raise Invalid(**{field: _("Keep it to 400 days; those that have passed can be taken out.")})
    return read


def _opened(
    hours: BusinessHours, since: datetime, until: datetime, ahead: timedelta
) -> Iterator[tuple[datetime, datetime]]:
    """What is open of a stretch in which the local clock keeps its distance `ahead` from UTC."""
    if since >= until:
        return
    # The wall clock, written as if it were UTC: inside the stretch the two run side by side.
    wall, last = since + ahead, until + ahead
    day = wall.date()
    while (midnight := datetime.combine(day, time(), UTC)) < last:
        for opens, closes in hours.on(day):
            begins = max(midnight + timedelta(minutes=opens), wall)
            ends = min(midnight + timedelta(minutes=closes), last)
            if begins < ends:
                yield begins - ahead, ends - ahead
        day += ONE_DAY


@lru_cache(maxsize=4096)
def _stretches(zone_name: str, day: date) -> tuple[Stretch, ...]:
    """The UTC day, cut where the zone's clocks are changed: begin, end, how far the local clock is ahead of UTC."""
    zone = ZoneInfo(zone_name)
    begin = datetime.combine(day, time(), UTC)
    end = begin + ONE_DAY
    first, last = _ahead(zone, begin), _ahead(zone, end - timedelta(seconds=1))
    if first == last:
        return ((begin, end, first),)
    before, changed = 0, 24 * 3600 - 1
    while changed - before > 1:
        half = (before + changed) // 2
        if _ahead(zone, begin + timedelta(seconds=half)) == first:
            before = half
        else:
            changed = half
    change = begin + timedelta(seconds=changed)
    return (begin, change, first), (change, end, last)


def _ahead(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or NOTHING


def _spans(pairs: Pairs) -> tuple[Span, ...]:
    return tuple(
        sorted((_minutes(*opens.split(":")), _minutes(*closes.split(":"))) for opens, closes in pairs)
    )


def _minutes(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0)


def _too_far() -> NeverOpen:
    return NeverOpen(
        hours=_(
            "The next five years hold fewer open hours than were promised. "
            "Give the week more hours, or promise less time."
        )
    )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, a folder of zones
        return False
    return True


def _is_ordered(spans: tuple[Span, ...]) -> bool:
    return all(0 <= opens < closes <= 24 * 60 for opens, closes in spans) and all(
        earlier[1] <= later[0] for earlier, later in pairwise(spans)
    )


ALWAYS = BusinessHours("UTC", (((0, 24 * 60),),) * 7)
