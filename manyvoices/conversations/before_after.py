"""The same complaint before and after a change: counts a week beside its date, honest with small numbers. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WEEK = timedelta(weeks=1)
# As many weeks are shown before the change, and at most as many after it.
WEEKS = 8
# Chance alone would do as much in fewer than one of twenty cases.
DOUBT = 0.05


class Verdict(StrEnum):
    """What the counts say."""

    NO_CHANGE = "no_change"  # nothing was changed yet
    TOO_EARLY = "too_early"  # not a week ago
    TOO_FEW = "too_few"  # may be chance
    FEWER = "fewer"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from `starts`; `is_after` the change. The last one may still be running."""

    starts: datetime
    count: int
    is_after: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The weeks in order, what they add up to on both sides, and what can be said of it."""

    weeks: Sequence[Week]
    before: int
    after: int
    weeks_after: int
    verdict: Verdict

    @property
    def most(self) -> int:
        """The largest count of a week, at least 1."""
        return max([1, *(week.count for week in self.weeks)])


def compared(moments: Iterable[datetime], changed_at: datetime | None, now: datetime) -> Compared:
    """`moments` are when each of them complained first. Without a change the last weeks stand alone.

    What follows the change is compared with the same complaint in the weeks before it, a week with a week; a verdict is given
    only where chance would hardly do the same.
    """
    change = changed_at or now
    first = change - WEEKS * WEEK
    end = min(now, change + WEEKS * WEEK)
    counted = [at for at in moments if first <= at < end or at == now == end]
    starts = [first + number * WEEK for number in range(2 * WEEKS) if first + number * WEEK < end]
    weeks = [
        Week(
            at,
            sum(at <= moment < at + WEEK for moment in counted),
            is_after=changed_at is not None and at >= change,
            is_over=at + WEEK <= now,
        )
        for at in starts
    ]
    before = sum(week.count for week in weeks if not week.is_after)
    after = sum(week.count for week in weeks if week.is_after)
    passed = (end - change) / WEEK
    return Compared(weeks, before, after, int(passed), _verdict(before, after, passed, changed_at))


def _verdict(before: int, after: int, passed: float, changed_at: datetime | None) -> Verdict:
    if changed_at is None:
        return Verdict.NO_CHANGE
    if passed < 1:
        return Verdict.TOO_EARLY
    share = passed / (WEEKS + passed)  # of all, as many as would fall after it if nothing had changed
    if at_most(after, before + after, share) <= DOUBT:
        return Verdict.FEWER
    if 1 - at_most(after - 1, before + after, share) <= DOUBT:
        return Verdict.MORE
    return Verdict.TOO_FEW


def at_most(part: int, whole: int, share: float) -> float:
    """How likely it is that of `whole` at most `part` fall where each falls with the chance `share` (exact, binomial)."""
    if part < 0:
        return 0.0
    return min(1.0, math.fsum(_exactly(number, whole, share) for number in range(min(part, whole) + 1)))


def _exactly(number: int, whole: int, share: float) -> float:
    ways = math.lgamma(whole + 1) - math.lgamma(number + 1) - math.lgamma(whole - number + 1)
    return math.exp(ways + number * math.log(share) + (whole - number) * math.log1p(-share))
