"""Posts that crowd each other: on one channel, less than half an hour apart. A warning, never a refusal. Pure."""

from collections.abc import Collection, Hashable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

CLOSE = timedelta(minutes=30)

Name = TypeVar("Name", bound=Hashable)


def crowded(said: Iterable[tuple[Name, datetime, Collection[int]]]) -> set[Name]:
    """The names of those who share a channel with another less than 30 minutes away.

    Each of `said` is a name, its moment, and the channels it goes to.
    """
    found: set[Name] = set()
    last: dict[int, tuple[datetime, Name]] = {}
    for name, at, channels in sorted(said, key=lambda one: one[1]):
        for channel in channels:
            before = last.get(channel)
            if before is not None and at - before[0] < CLOSE and before[1] != name:
                found |= {before[1], name}
            last[channel] = (at, name)
    return found
