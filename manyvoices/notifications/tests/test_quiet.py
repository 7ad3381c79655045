"""When a letter may come, against an oracle that looks at the clock on the wall in every single minute."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyvoices.notifications.quiet import comes_at
from manyvoices.people.business_hours import NeverOpen
from manyvoices.people.calendars import DAYS
from manyvoices.people.tests.by_the_minute import ZONES

MINUTE = timedelta(minutes=1)
VIENNA = ZoneInfo("Europe/Vienna")
# Before clocks are changed in one zone or another, and an ordinary day.
DAYS_NEAR = st.sampled_from(
    [
        datetime(2026, month, day, tzinfo=UTC)
        for month, day in ((3, 7), (3, 28), (4, 4), (6, 5), (10, 24), (10, 31))
    ]
)
CLOCK = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def is_quiet(begins: time, ends: time, days: list[str], local: datetime) -> bool:
    now = local.time().replace(second=0, microsecond=0)
    nightly = begins <= now < ends if begins < ends else begins != ends and (now >= begins or now < ends)
    return nightly or DAYS[local.weekday()] in days


@given(
    begins=CLOCK,
    ends=CLOCK,
    days=st.lists(st.sampled_from(DAYS), max_size=2, unique=True),
    zone=st.sampled_from(ZONES),
    at=st.builds(lambda day, minute: day + minute * MINUTE, DAYS_NEAR, st.integers(0, 3000)),
)
def test_it_comes_in_the_first_minute_that_is_not_quiet(
    begins: time, ends: time, days: list[str], zone: str, at: datetime
) -> None:
    here = at
    while is_quiet(begins, ends, days, here.astimezone(ZoneInfo(zone))):
        here += MINUTE
    assert comes_at(begins, ends, days, ZoneInfo(zone), at) == here


def test_a_skipped_end_and_a_doubled_one() -> None:
    """02:30 does not exist on the night of spring; in autumn it comes twice, and the second time counts."""
    spring = comes_at(time(22), time(2, 30), [], VIENNA, datetime(2026, 3, 28, 23, tzinfo=UTC))
    assert spring == datetime(2026, 3, 29, 1, tzinfo=UTC)
    autumn = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 02:45 for the first time
    assert comes_at(time(22), time(2, 30), [], VIENNA, autumn) == autumn
    assert comes_at(time(22), time(2, 30), [], VIENNA, autumn + 15 * MINUTE) == autumn + 45 * MINUTE


def test_a_weekend_joins_its_nights() -> None:
    friday = datetime(2026, 6, 5, 21, tzinfo=UTC)
    monday = datetime(2026, 6, 8, 5, tzinfo=UTC)
    assert comes_at(time(22), time(7), ["sat", "sun"], VIENNA, friday) == monday


def test_a_week_without_a_loud_minute_is_none() -> None:
    with pytest.raises(NeverOpen):
        comes_at(time(22), time(7), list(DAYS), VIENNA, datetime(2026, 6, 5, tzinfo=UTC))
