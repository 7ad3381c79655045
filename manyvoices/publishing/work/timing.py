"""How patient deliveries are."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from manyvoices.core.work.pacing import back_off
from manyvoices.publishing.in_flight import LONGEST

LONGEST_WAIT = timedelta(hours=6)
SHORTEST_WAIT = timedelta(seconds=1)
# Whoever was asked to wait comes back up to a tenth later than asked, so that many do not come back as one wave.
JITTER = 0.1


@dataclass(frozen=True)
class Timing:
    """`start_within`: a call starts that soon after `sending` was committed or not at all, since past it the process
    slept in between. `longest` bounds the time in which an outcome settles, `first_wait` (seconds) begins the back-off.

    After `calls` calls in vain, or `within` that time of the first, a delivery is given up. One that is `overdue` by
    more than that asks a person. A batch waits `patience` seconds for its slowest rows, which then go on by themselves.
    """

    start_within: timedelta = timedelta(seconds=10)
    longest: timedelta = LONGEST
    first_wait: float = 5.0
    calls: int = 16
    within: timedelta = timedelta(hours=48)
    overdue: timedelta = timedelta(minutes=30)
    patience: float = 0.25

    def wait(self, tries: int, asked: timedelta | None = None) -> timedelta:
        """How long until the next try: what the network `asked` for, else doubling with each; 6 h, and a little more."""
        if asked is not None:
            return min(max(asked, SHORTEST_WAIT), LONGEST_WAIT) * (
                1 + JITTER * secrets.randbelow(1000) / 1000
            )
        return back_off(tries, self.first_wait, LONGEST_WAIT.total_seconds())
