"""Who is on call: turns, covers, absences, changes of the clock, and presence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Trying
from hypothesis import strategies as st

from manyvoices.core.refusals import Invalid
from manyvoices.people.business_hours import BusinessHours
from manyvoices.people.calendars import Week
from manyvoices.people.rotas import (
    WEEK,
    Absence,
    Cover,
    Presence,
    Rota,
    Shift,
    Where,
    gaps,
    next_change,
    on_call,
    reachable,
)
from manyvoices.people.tests.by_the_minute import MINUTE, ZONES, days_of, minutes_from, open_at

ADA, BO, CLEO, DAN = 1, 2, 3, 4
FIRST = date(2026, 11, 23)  # a Monday
NINE, FIVE = 9 * 60, 17 * 60
TURNS = Shift((BO, CLEO, DAN), NINE, NINE, FIRST)
ROTA = Rota("Europe/Berlin", (TURNS, Shift((ADA,), 0, WEEK, FIRST, rank=1)))


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))


def period(text: str, hours: int) -> tuple[datetime, datetime]:
    return berlin(text), berlin(text) + timedelta(hours=hours)


def test_people_take_turns_and_hand_over_at_the_time_agreed() -> None:
    assert on_call(ROTA, berlin("2026-11-23T08:59")) == (ADA,)
    assert on_call(ROTA, berlin("2026-11-23T09:00")) == (BO, ADA)
    assert on_call(ROTA, berlin("2026-11-30T08:59")) == (BO, ADA)
    assert on_call(ROTA, berlin("2026-11-30T09:00")) == (CLEO, ADA)
    assert on_call(ROTA, berlin("2026-12-14T09:00")) == (BO, ADA)
    assert next_change(ROTA, berlin("2026-11-24T09:00")) == berlin("2026-11-30T09:00")
    fortnights = Rota("Europe/Berlin", (replace(TURNS, weeks=2, last_week=date(2026, 12, 15)),))
    mondays = [berlin("2026-11-23T10:00") + timedelta(weeks=number) for number in range(5)]
    assert [on_call(fortnights, monday) for monday in mondays] == [(BO,), (BO,), (CLEO,), (CLEO,), ()]


def test_a_shift_over_the_weekend_ends_in_the_next_week() -> None:
    late = Rota("Europe/Berlin", (Shift((BO,), 6 * 24 * 60 + FIVE, NINE, FIRST),))
    assert on_call(late, berlin("2026-11-29T16:59")) == ()
    assert on_call(late, berlin("2026-11-30T08:59")) == (BO,)
    assert on_call(late, berlin("2026-11-30T09:00")) == ()


# promise F7
def test_changing_the_clocks_leaves_no_hole_and_nobody_twice() -> None:
    # Two shifts of a Sunday meet at 02:30, which spring skips and autumn shows twice.
    sunday = 6 * 24 * 60
    rota = Rota(
        "Europe/Berlin",
        (Shift((BO,), sunday, sunday + 150, FIRST), Shift((CLEO,), sunday + 150, sunday + 300, FIRST)),
    )
    for day, hours in [("2027-03-28", 4), ("2027-10-31", 6)]:
        start = berlin(f"{day}T00:00").astimezone(UTC)
        asked = [on_call(rota, start + number * 15 * MINUTE) for number in range(hours * 4)]
        assert asked == sorted(asked)
        assert {len(people) for people in asked} == {1}
        assert gaps(rota, start, start + timedelta(hours=hours)) == ()


def test_colleagues_cover_for_each_other() -> None:
    at = berlin("2026-11-24T12:00")
    for_bo, for_cleo = (
        Cover(who, whom, *period("2026-11-24T09:00", 8)) for who, whom in [(CLEO, BO), (DAN, CLEO)]
    )
    assert on_call(replace(ROTA, covers=(for_bo,)), at) == (CLEO, ADA)
    assert on_call(replace(ROTA, covers=(for_bo,)), berlin("2026-11-24T17:00")) == (BO, ADA)
    assert on_call(replace(ROTA, covers=(for_bo, for_cleo)), at) == (DAN, ADA)
    swap = (Cover(ADA, BO, *period("2026-11-24T09:00", 8)), Cover(BO, ADA, *period("2026-11-24T09:00", 8)))
    assert on_call(replace(ROTA, covers=swap), at) == (ADA, BO)
    on_top = (*swap, replace(for_bo, person=DAN, instead_of=None), replace(for_bo, instead_of=None))
    assert on_call(replace(ROTA, covers=on_top), at) == (CLEO, DAN, ADA, BO)
    assert next_change(replace(ROTA, covers=(for_bo,)), berlin("2026-11-23T12:00")) == for_bo.starts_at


def test_the_absent_are_left_out_and_backups_move_up() -> None:
    at, ill = berlin("2026-11-24T12:00"), Absence(BO, *period("2026-11-24T09:00", 8))
    assert on_call(replace(ROTA, absences=(ill,)), at) == (ADA,)
    assert next_change(replace(ROTA, absences=(ill,)), at) == ill.ends_at
    covered = replace(ROTA, absences=(ill,), covers=(Cover(DAN, BO, ill.starts_at, ill.ends_at),))
    assert on_call(covered, at) == (DAN, ADA)


def test_gaps_are_reported_and_of_open_hours_only_if_asked() -> None:
    days = tuple(Shift((BO,), day * 1440 + NINE, day * 1440 + FIVE, FIRST) for day in range(5))
    rota = Rota("Europe/Berlin", (*days[:4], replace(days[4], on_holidays=False)))
    monday, weekend = berlin("2026-11-23T09:00"), berlin("2026-11-28T00:00")
    assert len(gaps(rota, monday, weekend)) == 5
    office = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    hours = BusinessHours.of(Week("Europe/Berlin", office))
    assert gaps(rota, monday, weekend, hours) == ()
    friday_off = replace(rota, holidays=frozenset({date(2026, 11, 27)}))
    assert gaps(friday_off, monday, weekend, hours) == (
        (berlin("2026-11-27T09:00"), berlin("2026-11-27T17:00")),
    )
    resting = Rota("Europe/Berlin", (replace(TURNS, on_holidays=False),), holidays=friday_off.holidays)
    assert next_change(resting, monday) == berlin("2026-11-27T00:00")
    assert next_change(resting, berlin("2026-11-27T12:00")) == weekend
    assert next_change(Rota("UTC", ()), monday) is None
    assert gaps(Rota("UTC", ()), monday, weekend) == ((monday, weekend),)


times_of_week = st.integers(0, WEEK // 30).map(lambda half: half * 30)


@st.composite
def rotas(draw: st.DrawFn) -> tuple[Rota, datetime]:
    """A rota with covers and absences about a moment, at which the clocks are often changed."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(days_of(zone))
    start = datetime(day.year, day.month, day.day, draw(st.integers(0, 23)), tzinfo=UTC)
    people = st.integers(1, 5)
    edges = st.integers(-48, 48).map(lambda hours: start + timedelta(hours=hours))
    covers = st.builds(Cover, people, st.none() | people, edges, edges)
    shifts = st.builds(
        Shift,
        st.lists(people, min_size=1, max_size=3).map(tuple),
        times_of_week,
        times_of_week,
        st.just(day - timedelta(days=draw(st.integers(0, 40)))),
        rank=st.integers(0, 2),
        weeks=st.integers(1, 2),
        on_holidays=st.booleans(),
    )
    rota = Rota(
        zone,
        tuple(draw(st.lists(shifts, max_size=4))),
        tuple(draw(st.lists(covers, max_size=2))),
        tuple(draw(st.lists(st.builds(Absence, people, edges, edges), max_size=2))),
        frozenset(
            draw(st.sets(st.integers(0, 3).map(lambda ahead: day + timedelta(days=ahead)), max_size=1))
        ),
    )
    return rota, start


quick = settings(
    deadline=None,
    max_examples=12,
    phases=[phase for phase in Trying if phase != Trying.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)


# promise F7
@quick
@given(rotas())
def test_between_two_changes_nothing_changes(case: tuple[Rota, datetime]) -> None:
    rota, start = case
    now, change = on_call(rota, start), next_change(rota, start)
    seen = islice(minutes_from(start), 0, 3 * 24 * 60, 10)
    assert all(on_call(rota, at) == now for at in seen if change is None or at < change)
    assert change is None or on_call(rota, change) != now
    assert len(now) == len(set(now))


# promise F7
@quick
@given(rotas(), st.booleans())
def test_a_gap_is_every_minute_in_which_nobody_is_on_call(
    case: tuple[Rota, datetime], in_office_hours: bool
) -> None:
    rota, start = case
    office = BusinessHours(rota.zone, ((((NINE, FIVE),) * in_office_hours) or ((0, 1440),),) * 7)
    end = start + timedelta(days=2)
    found = gaps(rota, start, end, office)
    for at in islice(minutes_from(start), 0, 2 * 24 * 60, 10):
        is_gap = open_at(office, at) and not on_call(rota, at)
        assert is_gap == any(since <= at < until for since, until in found)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(found))


# promise F7
@quick
@given(st.sampled_from(ZONES), st.sets(times_of_week, min_size=1, max_size=6), st.data())
def test_shifts_that_share_the_week_always_have_exactly_one_person(
    zone: str, handovers: set[int], data: st.DataObject
) -> None:
    day = data.draw(days_of(zone))
    edges = sorted({handover % WEEK for handover in handovers})
    shifts = tuple(
        Shift((number,), begins, ends, day - timedelta(weeks=3))
        for number, (begins, ends) in enumerate(zip(edges, [*edges[1:], edges[0]], strict=True))
    )
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    for at in islice(minutes_from(start), 0, 2 * 24 * 60, 15):
        assert len(on_call(Rota(zone, shifts), at)) == 1


def test_who_said_nothing_or_is_back_can_be_reached() -> None:
    noon = berlin("2026-11-24T12:00")
    assert reachable(None, noon)
    assert reachable(Presence(Where.HERE, noon), noon)
    assert not reachable(Presence(Where.AWAY), noon)
    for where in (Where.AWAY, Where.LUNCH, Where.OUT_OF_OFFICE):
        assert not reachable(Presence(where, noon + MINUTE), noon)
        assert reachable(Presence(where, noon), noon)


def test_what_is_no_shift_is_refused() -> None:
    for wrong in ({"people": ()}, {"begins": -1}, {"ends": WEEK + 1}, {"weeks": 0}):
        with pytest.raises(Invalid) as refused:
            replace(TURNS, **wrong)
        assert refused.value.fields.keys() == wrong.keys()
    with pytest.raises(Invalid):
        Rota("Mars/Base", ())
