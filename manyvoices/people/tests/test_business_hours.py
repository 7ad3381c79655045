"""Counting in open hours, against a clock that is looked at every minute."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyvoices.core.refusals import Invalid
from manyvoices.people.business_hours import (
    ALWAYS,
    BusinessHours,
    NeverOpen,
    add,
    after,
    between,
    is_open,
    next_opening,
    open_spans,
    read_exceptions,
    read_spans,
)
from manyvoices.people.calendars import Week
from manyvoices.people.tests.by_the_minute import DAY, MINUTE, cases, count, minutes_from, open_at

OFFICE = {day: [["09:00", "12:00"], ["13:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}
BERLIN = BusinessHours.of(
    Week("Europe/Berlin", OFFICE, frozenset({date(2026, 12, 25), date(2026, 12, 24)})),
    {date(2026, 12, 24): [["09:00", "11:00"]]},
)
quick = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00")


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-23T11:30", 60, "2026-11-23T13:30"),  # over lunch
        ("2026-11-23T17:00", 60, "2026-11-24T09:30"),  # over night
        ("2026-11-27T17:00", 60, "2026-11-30T09:30"),  # over the weekend
        ("2026-11-28T03:00", 0, "2026-11-28T03:00"),  # nothing to wait for
        ("2026-11-23T16:30", 60, "2026-11-23T17:30"),  # ends with the day, not on the next
        ("2026-12-24T10:30", 60, "2026-12-28T09:30"),  # a short day, a holiday, a weekend
    ],
)
def test_a_time_is_counted_in_open_hours(start: str, minutes: int, due: str) -> None:
    assert add(BERLIN, berlin(start), minutes) == berlin(due)
    assert between(BERLIN, berlin(start), berlin(due)) == timedelta(minutes=minutes)


def test_a_skipped_hour_does_not_count_and_a_repeated_one_counts_twice() -> None:
    night = BusinessHours.of(Week("Europe/Berlin", {"sun": [["01:00", "04:00"]]}))
    spring = datetime(2027, 3, 27, 12, tzinfo=UTC)
    autumn = datetime(2027, 10, 30, 12, tzinfo=UTC)
    assert between(night, spring, spring + DAY) == timedelta(hours=2)
    assert between(night, autumn, autumn + DAY) == timedelta(hours=4)
    assert [count(night, spring, spring + DAY), count(night, autumn, autumn + DAY)] == [120, 240]
    half = BusinessHours.of(Week("Europe/Berlin", {"sun": [["02:15", "02:45"]]}))
    assert between(half, spring, spring + DAY) == timedelta()
    assert [opens.hour for opens, _ in open_spans(half, autumn, autumn + DAY)] == [0, 1]


# promise F7
@quick
@given(cases(), st.integers(0, 3 * 24 * 60), st.integers(1, 600))
def test_it_agrees_with_a_clock_looked_at_every_minute(
    case: tuple[BusinessHours, datetime], length: int, minutes: int
) -> None:
    hours, start = case
    end = start + length * MINUTE
    assert between(hours, start, end) == count(hours, start, end) * MINUTE
    assert is_open(hours, start) == open_at(hours, start)
    fortnight = islice(minutes_from(start), 14 * 24 * 60)
    opened = list(islice((at for at in fortnight if open_at(hours, at)), minutes))
    if opened:
        assert next_opening(hours, start) == opened[0]
    if len(opened) == minutes:
        assert add(hours, start, minutes) == opened[-1] + MINUTE


# promise F7
@pytest.mark.long
def test_it_agrees_in_many_more_cases() -> None:
    looked_at = test_it_agrees_with_a_clock_looked_at_every_minute.hypothesis.inner_test  # type: ignore[attr-defined]
    settings(quick, max_examples=400)(
        given(cases(), st.integers(0, 3 * 24 * 60), st.integers(1, 600))(looked_at)
    )()


# promise F7
@quick
@given(
    cases(), st.timedeltas(timedelta(), timedelta(hours=40)), st.timedeltas(timedelta(), timedelta(hours=20))
)
def test_adding_and_counting_undo_each_other(
    case: tuple[BusinessHours, datetime], span: timedelta, rest: timedelta
) -> None:
    hours, start = case
    due = after(hours, start, span)
    assert between(hours, start, due) == span
    assert after(hours, start, span + rest) == after(hours, due, rest) or not rest
    stretches = list(open_spans(hours, start, start + 3 * DAY))
    assert stretches == sorted(stretches)
    assert all(opens < closes for opens, closes in stretches)


def test_the_end_may_lie_before_the_start_and_always_is_always() -> None:
    now = berlin("2026-11-23T10:00")
    assert between(BERLIN, now, now - DAY) == timedelta()
    assert add(ALWAYS, now, 100_000) == now + timedelta(minutes=100_000)
    assert next_opening(ALWAYS, now) == now


def test_hours_that_never_open_are_refused() -> None:
    with pytest.raises(NeverOpen) as refused:
        BusinessHours.of(Week("UTC", {}))
    assert refused.value.fields.keys() == {"hours"}
    rare = BusinessHours.of(Week("UTC", {"mon": [["00:00", "00:01"]]}))
    with pytest.raises(NeverOpen):
        add(rare, berlin("2026-11-23T10:00"), 1000)
    closed = {date(2026, 1, 5) + timedelta(weeks=number): () for number in range(400)}
    with pytest.raises(NeverOpen):
        next_opening(BusinessHours("UTC", rare.week, closed), berlin("2026-11-23T10:00"))


@pytest.mark.parametrize("spans", [((600, 500),), ((0, 1441),), ((0, 60), (30, 90)), ((-1, 9),)])
def test_spans_out_of_order_and_unknown_zones_are_refused(spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(Invalid):
        BusinessHours("UTC", (spans,) * 7)
    with pytest.raises(Invalid) as refused:
        BusinessHours("Mars/Base", ALWAYS.week)
    assert refused.value.fields.keys() == {"time_zone"}


def test_what_people_type_is_read_or_explained() -> None:
    assert read_spans("09:00-12:00, 13:00-17:30") == [["09:00", "12:00"], ["13:00", "17:30"]]
    with pytest.raises(Invalid, match="22:00–24:00 on this day and 00:00–06:30") as refused:
        read_spans("8-9, 22-6.30", field="mon")
    assert refused.value.fields.keys() == {"mon"}
    with pytest.raises(Invalid, match="begins before it ends"):
        read_spans("8-25")
    typed = "2026-12-24 09:00-12:00\n\n 2026-12-25 \n"
    assert read_exceptions(typed) == {date(2026, 12, 24): [["09:00", "12:00"]], date(2026, 12, 25): []}


@pytest.mark.parametrize(
    "typed", ["Christmas", "2026-02-30 9-12", "2026-12-24 early", "2026-12-24\n2026-12-24"]
)
def test_days_that_cannot_be_read_name_their_line(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_exceptions(typed, field="days")
    assert typed.splitlines()[0] in refused.value.fields["days"]
