"""The oracle of whatever counts open hours: it looks at the wall clock in every single minute."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from manyvoices.people.business_hours import ALWAYS, BusinessHours, Span

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
# Ordinary ones, half an hour of summer time, changes at midnight, summer time backwards, and none at all.
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Havana",
    "America/Santiago",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Nuuk",
    "Asia/Kathmandu",
    "UTC",
)


def minutes_from(start: datetime) -> Iterator[datetime]:
    """Every minute from `start`, without end."""
    while True:
        yield start
        start += MINUTE


def open_at(hours: BusinessHours, at: datetime) -> bool:
    """What a person sees who looks at the clock on the wall and at the sign on the door."""
    shown = at.astimezone(ZoneInfo(hours.zone))
    spans = hours.days.get(shown.date(), hours.week[shown.weekday()])
    return any(opens <= shown.hour * 60 + shown.minute < closes for opens, closes in spans)


def count(hours: BusinessHours, start: datetime, end: datetime) -> int:
    """How many minutes of those from `start` up to `end` are open."""
    length = (end - start) // MINUTE
    return sum(open_at(hours, start + number * MINUTE) for number in range(length))


@cache
def changes(zone: str) -> tuple[date, ...]:
    """The days from 2020 to 2035 on which the clocks of the zone are changed."""
    place, first = ZoneInfo(zone), datetime(2020, 1, 1, tzinfo=UTC)
    days = [first + number * DAY for number in range(16 * 365)]
    return tuple(
        day.date()
        for day in days
        if day.astimezone(place).utcoffset() != (day + DAY).astimezone(place).utcoffset()
    )


@st.composite
def days_of(draw: st.DrawFn, zone: str) -> date:
    """A day from 2020 to 2035, more often than not one about which the clocks are changed."""
    near, often = changes(zone), draw(st.integers(0, 3)) > 0
    if near and often:
        about: int = draw(st.integers(-2, 1))
        return draw(st.sampled_from(near)) + about * DAY
    return draw(st.dates(date(2020, 1, 1), date(2035, 12, 20)))


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    """The spans of one day: none, one, or two with a break between."""
    edges = draw(st.sets(st.integers(0, 96).map(lambda quarter: quarter * 15), max_size=4))
    ordered = sorted(edges)[: len(edges) // 2 * 2]
    return tuple(zip(ordered[::2], ordered[1::2], strict=True))


@st.composite
def cases(draw: st.DrawFn) -> tuple[BusinessHours, datetime]:
    """Hours with holidays and short days near a moment, and that moment, which is a whole minute."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(days_of(zone))
    near = st.integers(-1, 4).map(lambda ahead: day + ahead * DAY)
    exceptions = draw(st.dictionaries(near, st.just(()) | spans(), max_size=2))
    week = tuple(draw(st.lists(spans(), min_size=7, max_size=7).filter(any)))
    hours = draw(st.just(BusinessHours(zone, week, exceptions)) | st.just(ALWAYS))
    start = datetime.combine(day, time(), UTC) + draw(st.integers(0, 24 * 60 - 1)) * MINUTE
    return hours, start
