"""The rules of planning by themselves: free slots, repeats, crowding, wall clocks."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyvoices.publishing.conflicts import crowded
from manyvoices.publishing.models import Every
from manyvoices.publishing.repeating import Rule, turns
from manyvoices.publishing.scheduling import nearest, wall_of
from manyvoices.publishing.slots import Weekly, next_turn

BERLIN = "Europe/Berlin"
MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
ZONES = sorted(available_timezones())
walls = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 12, 31))  # noqa: DTZ001


def slot(pk: int, channel: int, weekday: int, at: str = "08:10", zone: str = BERLIN) -> Weekly:
    return Weekly(pk, channel, weekday, time.fromisoformat(at), zone)


def rule(every: str, starts_on: str, *weekdays: int, step: int = 1, at: str = "08:10") -> Rule:
    return Rule(every, step, weekdays, time.fromisoformat(at), BERLIN, date.fromisoformat(starts_on), None)


def days(of: Rule, count: int, after: datetime = MONDAY) -> list[str]:
    return [turn.wall.date().isoformat() for turn in islice(turns(of, after), count)]


def test_the_next_free_slot_is_free_on_every_channel_that_has_slots() -> None:
    slots = [slot(1, 7, 1), slot(2, 7, 3), slot(3, 8, 3)]
    one = next_turn(slots[:1], set(), MONDAY)
    assert one is not None
    assert one.wall == datetime(2026, 11, 24, 8, 10)  # noqa: DTZ001
    both = next_turn(slots, set(), MONDAY)
    assert both is not None
    assert (both.wall.weekday(), set(both.slots)) == (3, {2, 3})
    later = next_turn(slots, {(3, both.at)}, MONDAY)
    assert later is not None
    assert later.at == both.at + timedelta(days=7)
    assert next_turn([slot(1, 7, 1), slot(2, 8, 2)], set(), MONDAY) is None
    assert next_turn([], set(), MONDAY) is None


def test_slots_of_different_zones_meet_at_the_same_moment() -> None:
    found = next_turn([slot(1, 7, 1, "08:10"), slot(2, 8, 1, "07:10", "UTC")], set(), MONDAY)
    assert found is not None
    assert found.at == datetime(2026, 11, 24, 7, 10, tzinfo=UTC)


# promise B6
def test_a_repeat_keeps_its_wall_time_over_changes_of_the_clock() -> None:
    found = list(islice(turns(rule(Every.WEEK, "2027-03-22", 0), MONDAY), 2))
    assert [turn.at.hour for turn in found] == [7, 6]
    assert {turn.wall.time() for turn in found} == {time(8, 10)}
    skipped = next(turns(rule(Every.DAY, "2027-03-28", at="02:30"), MONDAY))
    assert (skipped.wall.hour, "skip" in skipped.note) == (3, True)
    twice = next(turns(rule(Every.DAY, "2027-10-31", at="02:30"), MONDAY))
    assert "twice" in twice.note


# promise B6
def test_short_months_and_leap_years_are_explained() -> None:
    monthly = rule(Every.MONTH, "2027-01-31")
    assert days(monthly, 4) == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    assert ["no day 31" in turn.note for turn in islice(turns(monthly, MONDAY), 3)] == [False, True, False]
    yearly = rule(Every.MONTH, "2028-02-29", step=12)
    assert days(yearly, 5) == ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]
    assert days(rule(Every.DAY, "2027-12-31"), 2) == ["2027-12-31", "2028-01-01"]


def test_steps_and_weekdays_count_from_the_first_day() -> None:
    fortnight = rule(Every.WEEK, "2026-11-25", 0, 4, step=2)
    assert days(fortnight, 3) == ["2026-11-27", "2026-12-07", "2026-12-11"]
    assert days(fortnight, 1, MONDAY + timedelta(days=100)) == ["2027-03-05"]
    third = rule(Every.DAY, "2026-11-20", step=3)
    assert days(third, 2) == ["2026-11-23", "2026-11-26"]
    over = Rule(Every.DAY, 1, (), time(8), BERLIN, date(2026, 1, 1), date(2026, 2, 1))
    assert not list(turns(over, MONDAY))


def test_less_than_half_an_hour_on_one_channel_is_crowded() -> None:
    def at(minutes: int) -> datetime:
        return MONDAY + timedelta(minutes=minutes)

    assert crowded([("a", at(0), [1]), ("b", at(29), [1, 2])]) == {"a", "b"}
    assert crowded([("a", at(0), [1]), ("b", at(30), [1])]) == set()
    assert crowded([("a", at(0), [1]), ("b", at(1), [2])]) == set()
    assert crowded([("c", at(40), [2]), ("a", at(0), [1]), ("b", at(29), [1, 2])]) == {"a", "b", "c"}


# promise B2
@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine reads the zones slowly
@given(walls, st.sampled_from(ZONES))
def test_what_was_agreed_long_before_is_one_moment_and_explained(shown: datetime, zone: str) -> None:
    shown = shown.replace(second=0, microsecond=0, fold=0)
    found = nearest(shown, zone)
    kept = wall_of(found.at, zone)
    offsets = {shown.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1)}
    assert kept >= shown
    assert (kept == shown) or found.note, "another time than agreed is explained"
    assert bool(found.note) == (len(offsets) == 2)


@pytest.mark.parametrize("every", list(Every))
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(
    start=st.dates(date(2020, 1, 1), date(2035, 12, 31)), step=st.integers(1, 40), zone=st.sampled_from(ZONES)
)
def test_turns_go_on_in_order_from_anywhere(every: Every, start: date, step: int, zone: str) -> None:
    of = Rule(every, step, (0, 3), time(23, 45), zone, start, None)
    first = list(islice(turns(of, datetime(2019, 1, 1, tzinfo=UTC)), 4))
    assert [turn.at for turn in first] == sorted({turn.at for turn in first})
    assert next(turns(of, first[1].at)).at == first[2].at
    assert next(turns(of, first[2].at - timedelta(seconds=1))).at == first[2].at
