"""The next moment at which channels have a free slot. Pure: the slots and what is taken come loaded."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from manyvoices.publishing.scheduling import nearest, wall_of

WEEKS = 26  # how far ahead a free slot is looked for


@dataclass(frozen=True)
class Weekly:
    """A slot: every week on `weekday` (0 is Monday) when clocks in `zone` show `time`."""

    pk: int
    channel: int
    weekday: int
    time: time
    zone: str


@dataclass(frozen=True)
class Turn:
    """A moment with the free slots it takes, one a channel; `wall` is what clocks in `zone` show then."""

    at: datetime
    zone: str
    slots: tuple[int, ...]

    @property
    def wall(self) -> datetime:
        """The naive local time."""
        return wall_of(self.at, self.zone)


def next_turn(
    slots: Iterable[Weekly], taken: Collection[tuple[int, datetime]], after: datetime
) -> Turn | None:
    """The first moment after `after` at which every channel among `slots` has a slot that nobody took.

    None without slots, and when the channels have no free moment in common within half a year.
    """
    by_channel: dict[int, dict[datetime, Weekly]] = {}
    for slot in slots:
        free = by_channel.setdefault(slot.channel, {})
        free.update({at: slot for at in turns_of(slot, after) if (slot.pk, at) not in taken})
    shared = set.intersection(*(set(free) for free in by_channel.values())) if by_channel else set()
    if not shared:
        return None
    at = min(shared)
    chosen = [free[at] for free in by_channel.values()]
    return Turn(at, chosen[0].zone, tuple(slot.pk for slot in chosen))


def turns_of(slot: Weekly, after: datetime) -> Iterator[datetime]:
    """The moments of one slot after `after`, for half a year. A time that spring skips is taken an hour later."""
    here = wall_of(after, slot.zone).date()
    first = here + timedelta(days=(slot.weekday - here.weekday()) % 7)
    for week in range(WEEKS + 1):
        at = nearest(datetime.combine(first + timedelta(weeks=week), slot.time), slot.zone).at
        if at > after:
            yield at
