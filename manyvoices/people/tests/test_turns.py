"""A shift goes on without somebody: nobody else's turn moves, and no week is left open."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from manyvoices.people.rotas import WEEK, Rota, Shift, on_call
from manyvoices.people.turns import without

MONDAY = date(2026, 3, 2)
START = datetime(2026, 3, 2, tzinfo=UTC)
ZONE = "Europe/Vienna"


@given(
    people=st.lists(st.integers(1, 6), min_size=1, max_size=6, unique=True),
    begins=st.integers(0, WEEK),
    ends=st.integers(0, WEEK),
    weeks=st.integers(1, 3),
    hours=st.integers(-300, 3000),
)
def test_whose_turn_it_is_keeps_it_and_the_leaver_is_gone(
    people: list[int], begins: int, ends: int, weeks: int, hours: int
) -> None:
    shift = Shift(tuple(people), begins, ends, MONDAY, weeks=weeks)
    at = START + timedelta(hours=hours)
    left = without(shift, people[0], at, ZONE)
    if left is None:
        assert len(people) == 1
        return
    before, after = Rota(ZONE, (shift,)), Rota(ZONE, (left,))
    assert set(left.people) == set(people[1:])
    for moment in (at, at + timedelta(weeks=1), at + timedelta(weeks=11)):
        assert bool(on_call(before, moment)) == bool(on_call(after, moment))
        assert people[0] not in on_call(after, moment)
    now = on_call(before, at)
    assert on_call(after, at) == now or now == (people[0],)


def test_the_next_one_takes_over_at_once_and_the_order_stays() -> None:
    shift = Shift((1, 2, 3), 0, WEEK, MONDAY)
    left = without(shift, 2, START + timedelta(days=9), ZONE)  # in the second week, that of 2
    assert left is not None
    turns = [on_call(Rota(ZONE, (left,)), START + timedelta(days=9, weeks=week)) for week in range(3)]
    assert turns == [(3,), (1,), (3,)]
