"""Waiting longer after each failure."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from manyvoices.core.work.pacing import back_off


def test_it_begins_with_five_seconds_and_doubles() -> None:
    for attempts, seconds in [(0, 5), (1, 5), (2, 10), (3, 20), (6, 160)]:
        wait = back_off(attempts).total_seconds()
        assert seconds <= wait <= seconds * 1.25


def test_many_rows_do_not_come_back_as_one_wave() -> None:
    assert len({back_off(3) for _ in range(50)}) > 10


@given(st.integers(0, 10**9))
def test_it_is_bounded_whatever_the_number(attempts: int) -> None:
    assert timedelta(0) < back_off(attempts) <= timedelta(hours=7.5)
