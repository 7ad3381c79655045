"""The same complaint before and after a change, with the honesty small numbers need."""

from datetime import UTC, datetime, timedelta

import pytest

from manyvoices.conversations.before_after import WEEK, Verdict, at_most, compared

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def times(before: int, after: int, *, weeks: float = 4) -> "list[datetime]":
    """So many complaints on both sides of a change that was made so many weeks ago."""
    change = NOW - weeks * WEEK
    earlier = [change - timedelta(hours=1 + number) for number in range(before)]
    return earlier + [change + timedelta(minutes=number) for number in range(after)]


@pytest.mark.parametrize(
    ("before", "after", "weeks", "verdict"),
    [
        (3, 0, 4, Verdict.TOO_FEW),
        (40, 2, 4, Verdict.FEWER),
        (4, 20, 4, Verdict.MORE),
        (40, 20, 4, Verdict.TOO_FEW),  # eight weeks against four: as many a week as before
        (0, 0, 4, Verdict.TOO_FEW),
        (40, 0, 0.5, Verdict.TOO_EARLY),
    ],
)
def test_chance_is_not_called_a_success(before: int, after: int, weeks: float, verdict: Verdict) -> None:
    found = compared(times(before, after, weeks=weeks), NOW - weeks * WEEK, NOW)
    assert (found.before, found.after, found.verdict) == (before, after, verdict)


def test_without_a_change_the_last_weeks_stand_alone() -> None:
    found = compared([NOW - timedelta(days=1), NOW - 9 * WEEK, NOW], None, NOW)
    assert (found.verdict, len(found.weeks), found.before, found.after) == (Verdict.NO_CHANGE, 8, 1, 0)
    assert found.weeks[-1].count == 1


def test_the_weeks_meet_at_the_change_and_end_now() -> None:
    change = NOW - 2.5 * WEEK
    found = compared([change, change - timedelta(seconds=1)], change, NOW)
    assert [week.is_after for week in found.weeks] == [False] * 8 + [True] * 3
    assert (found.weeks[7].count, found.weeks[8].count, found.weeks_after) == (1, 1, 2)
    assert [week.is_over for week in found.weeks][-2:] == [True, False]
    assert len(compared([], NOW - 100 * WEEK, NOW).weeks) == 16


def test_the_chance_is_that_of_a_coin() -> None:
    assert at_most(0, 2, 0.5) == pytest.approx(0.25)
    assert at_most(2, 2, 0.5) == pytest.approx(1)
    assert at_most(-1, 5, 0.5) == 0
    assert 0 <= at_most(5000, 20_000, 0.25) <= 1
