"""Working hours: typed, read, and asked."""

from datetime import UTC, date, datetime

import pytest

from manyvoices.core.refusals import Invalid
from manyvoices.people.calendars import Week, is_open, minutes_a_week, next_open, read_hours, show_hours

OFFICE = {day: [["08:00", "12:00"], ["13:00", "16:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}
OSLO = Week("Europe/Oslo", OFFICE, frozenset({date(2026, 12, 25)}))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", []),
        ("8-16", [["08:00", "16:00"]]),
        ("13:00–16:30, 8.15 - 12", [["08:15", "12:00"], ["13:00", "16:30"]]),
        ("0-24", [["00:00", "24:00"]]),
    ],
)
def test_what_people_type_is_understood(typed: str, kept: list[list[str]]) -> None:
    assert read_hours(typed) == kept
    assert read_hours(show_hours(kept)) == kept


@pytest.mark.parametrize(
    "typed", ["morning", "16-8", "8-8", "8:61-9", "8-25", "23-24:01", "8-12, 11-13", "8"]
)
def test_what_is_no_time_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_hours(typed, field="mon")
    assert refused.value.fields.keys() == {"mon"}


def test_a_week_is_counted() -> None:
    assert minutes_a_week(OFFICE) == 5 * 450
    assert minutes_a_week({}) == 0


def test_it_is_open_in_its_own_zone_and_not_on_a_holiday() -> None:
    assert is_open(OSLO, datetime(2026, 12, 24, 7, 0, tzinfo=UTC))
    assert not is_open(OSLO, datetime(2026, 12, 24, 6, 59, tzinfo=UTC))
    assert not is_open(OSLO, datetime(2026, 12, 24, 11, 30, tzinfo=UTC))
    assert not is_open(OSLO, datetime(2026, 12, 24, 15, 30, tzinfo=UTC))
    assert not is_open(OSLO, datetime(2026, 12, 25, 9, 0, tzinfo=UTC))
    assert is_open(Week("UTC", {"sat": [["00:00", "24:00"]]}), datetime(2026, 11, 21, 23, 59, tzinfo=UTC))


def test_the_next_opening_skips_weekends_holidays_and_follows_summer_time() -> None:
    after_work = datetime(2026, 12, 24, 20, tzinfo=UTC)
    assert next_open(OSLO, after_work) == datetime(2026, 12, 28, 7, tzinfo=UTC)
    in_summer = datetime(2026, 7, 4, 12, tzinfo=UTC)
    assert next_open(OSLO, in_summer) == datetime(2026, 7, 6, 6, tzinfo=UTC)
    during = datetime(2026, 12, 24, 8, tzinfo=UTC)
    assert next_open(OSLO, during) == during
    assert next_open(Week("UTC", {}), during) is None
