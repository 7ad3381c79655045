"""From a wall clock to a moment."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyvoices.publishing.scheduling import NoSuchTime, moment

ZONES = sorted(available_timezones())
walls = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 12, 31))  # noqa: DTZ001


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


# promise B2
@pytest.mark.parametrize(
    ("zone", "shown", "expected"),
    [
        ("Europe/Berlin", "2026-07-01T09:30", "2026-07-01T07:30"),
        ("Europe/Berlin", "2026-01-01T09:30", "2026-01-01T08:30"),
        ("Asia/Kathmandu", "2026-01-01T00:15", "2025-12-31T18:30"),
        ("Pacific/Apia", "2026-01-01T00:00", "2025-12-31T11:00"),
        ("UTC", "2028-02-29T23:59", "2028-02-29T23:59"),
    ],
)
def test_a_wall_clock_names_one_moment(zone: str, shown: str, expected: str) -> None:
    found = moment(wall(shown), zone)
    assert found.at == wall(expected).replace(tzinfo=UTC)
    assert found.note == ""


# promise B2
def test_a_time_shown_twice_is_the_first_one_and_explained() -> None:
    found = moment(wall("2026-10-25T02:30"), "Europe/Berlin")
    assert found.at == wall("2026-10-25T00:30").replace(tzinfo=UTC)
    assert "twice" in found.note


# promise B2
def test_a_skipped_time_is_refused_with_the_next_one() -> None:
    with pytest.raises(NoSuchTime, match="03:30"):
        moment(wall("2026-03-29T02:30"), "Europe/Berlin")


@pytest.mark.parametrize("zone", ["", "Berlin", "Europe/Atlantis", "../etc/passwd", "europe/berlin"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(NoSuchTime):
        moment(wall("2026-07-01T09:30"), zone)


# promise B2
@given(walls, st.sampled_from(ZONES))
def test_the_moment_shows_the_wall_clock_again_or_is_refused(shown: datetime, zone: str) -> None:
    """For every zone and every minute of sixteen years: one moment that reads as it was written, or a refusal."""
    shown = shown.replace(fold=0)
    try:
        found = moment(shown, zone)
    except NoSuchTime:
        around = {shown.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1)}
        assert len(around) == 2, "refused although the clock shows it"
        return
    assert found.at.tzinfo is UTC
    assert found.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == shown
    earlier = (found.at - timedelta(hours=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    assert earlier != shown, "there is an earlier moment that shows the same"
