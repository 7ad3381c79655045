"""When a repeat comes: days, weekdays, months, with short months and leap years explained. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from manyvoices.publishing.models import Every, Repeat
from manyvoices.publishing.scheduling import nearest, wall_of

LAST_YEAR = 2200  # no plan is made for later


@dataclass(frozen=True)
class Rule:
    """`step` units of `every` lie between two turns; `weekdays` (0 is Monday) count for weeks alone."""

    every: str
    step: int
    weekdays: tuple[int, ...]
    time: time
    zone: str
    starts_on: date
    ends_on: date | None

    @classmethod
    def of(cls, repeat: Repeat) -> "Rule":
        """The rule of a row."""
        return cls(
            repeat.every,
            repeat.step,
            tuple(repeat.weekdays),
            repeat.time,
            repeat.time_zone,
            repeat.starts_on,
            repeat.ends_on,
        )


@dataclass(frozen=True)
class Coming:
    """One turn: its moment, what the clock shows then, and why that is not what one might expect."""

    at: datetime
    wall: datetime
    note: str


def turns(rule: Rule, after: datetime) -> Iterator[Coming]:
    """The turns after the moment `after`, in order; endless unless the rule ends."""
    # A day of margin, since the wall clock of the zone may be a day behind or ahead of anybody's.
    for day in _days(rule, wall_of(after, rule.zone).date() - timedelta(days=1)):
        if rule.ends_on is not None and day > rule.ends_on:
            return
        found = nearest(datetime.combine(day, rule.time), rule.zone)
        if found.at > after:
            said = [_short_month(rule, day), found.note]
            yield Coming(found.at, wall_of(found.at, rule.zone), " ".join(one for one in said if one))


def _days(rule: Rule, since: date) -> Iterator[date]:
    begin = max(rule.starts_on, since)
    if rule.every == Every.MONTH:
        return _monthly(rule, begin)
    if rule.every == Every.WEEK:
        return _weekly(rule, begin)
    return _daily(rule, begin)


def _daily(rule: Rule, begin: date) -> Iterator[date]:
    day = begin + timedelta(days=-(begin - rule.starts_on).days % rule.step)
    while day.year < LAST_YEAR:
        yield day
        day += timedelta(days=rule.step)


def _weekly(rule: Rule, begin: date) -> Iterator[date]:
    weekdays = sorted(set(rule.weekdays)) or [rule.starts_on.weekday()]
    anchor = rule.starts_on - timedelta(days=rule.starts_on.weekday())
    gone = (begin - anchor).days // 7 // rule.step
    monday = anchor + timedelta(weeks=gone * rule.step)
    while monday.year < LAST_YEAR:
        yield from (day for one in weekdays if (day := monday + timedelta(days=one)) >= begin)
        monday += timedelta(weeks=rule.step)


def _monthly(rule: Rule, begin: date) -> Iterator[date]:
    first = rule.starts_on.year * 12 + rule.starts_on.month - 1
    month = first + max(0, begin.year * 12 + begin.month - 1 - first) // rule.step * rule.step
    while month // 12 < LAST_YEAR:
        day = _in_month(month // 12, month % 12 + 1, rule.starts_on.day)
        if day >= begin:
            yield day
        month += rule.step


def _in_month(year: int, month: int, day: int) -> date:
    """The day, or the last one of a month that is too short for it."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def _short_month(rule: Rule, day: date) -> str:
    if rule.every != Every.MONTH or day.day == rule.starts_on.day:
        return ""
    return _("This month has no day %(day)d, so it comes on its last day.") % {"day": rule.starts_on.day}
