"""How patient deliveries are."""

from dataclasses import dataclass
from datetime import timedelta

from manyvoices.core.work.pacing import back_off

LONGEST_WAIT = timedelta(hours=6)
SHORTEST_WAIT = timedelta(seconds=1)


@dataclass(frozen=True)
class Timing:
    """`start_within`: a call starts that soon after `sending` was committed or not at all, since past it the process
    slept in between. `longest` bounds the time in which an outcome settles, `first_wait` (seconds) begins the back-off.
    """

    start_within: timedelta = timedelta(seconds=10)
    longest: timedelta = timedelta(minutes=2)
    first_wait: float = 5.0

    def wait(self, attempts: int, asked: timedelta | None = None) -> timedelta:
        """How long until the next try: what the network `asked` for, else doubling with each attempt; never over 6 h."""
        if asked is not None:
            return min(max(asked, SHORTEST_WAIT), LONGEST_WAIT)
        return back_off(attempts, self.first_wait, LONGEST_WAIT.total_seconds())
