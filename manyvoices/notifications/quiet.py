"""Quiet hours: when a letter may come, by the clock of whoever it is for. Pure."""

from collections.abc import Collection
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from manyvoices.people.business_hours import BusinessHours, Span, next_opening
from manyvoices.people.calendars import DAYS

MIDNIGHT = 24 * 60


def comes_at(begins: time, ends: time, days: Collection[str], zone: ZoneInfo, at: datetime) -> datetime:
    """The first moment from `at` on that is not quiet, in UTC; `at` itself where it is loud.

    Quiet is every day from `begins` until `ends`, which lies on the next day where it is no later, and all of `days`
    ("mon" … "sun"); `begins` and `ends` the same leave only the days. What counts is what the clock on the wall shows:
    an hour that is skipped delays nothing, one that comes twice is quiet twice. Raises NeverOpen where all is quiet.
    """
    return next_opening(loud_hours(begins, ends, tuple(sorted(days)), zone.key), at)


@lru_cache(maxsize=1024)
def loud_hours(begins: time, ends: time, days: tuple[str, ...], zone: str) -> BusinessHours:
    """The hours that are not quiet. Raises NeverOpen where there are none."""
    usual = _loud(begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute)
    return BusinessHours(zone, tuple(() if day in days else usual for day in DAYS))


def _loud(begins: int, ends: int) -> tuple[Span, ...]:
    if begins == ends:
        return ((0, MIDNIGHT),)
    spans = ((0, begins), (ends, MIDNIGHT)) if begins < ends else ((ends, begins),)
    return tuple(span for span in spans if span[0] < span[1])
