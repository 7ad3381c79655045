"""The two clocks: what time it is, and how much time has passed."""

import time
from datetime import datetime

from django.utils import timezone

# Seconds by which the two clocks may part between two looks without anybody having set one.
A_JUMP = 0.5


def elapsed() -> float:
    """Seconds since the machine started, sleep included: a deadline measured by it survives suspend and clock jumps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Steadiness:
    """How long the time of day has gone on without a jump, as far as this process has looked."""

    def __init__(self) -> None:
        self._apart = time.time() - elapsed()
        self._since = float("-inf")

    def look(self) -> None:
        """Notices a jump since the look before."""
        apart = time.time() - elapsed()
        if abs(apart - self._apart) > A_JUMP:
            self._since = elapsed()
        self._apart = apart

    def seconds(self) -> float:
        """Seconds since the last jump that was noticed. Whatever was timed by the time of day before that is void."""
        self.look()
        return elapsed() - self._since


steadiness = Steadiness()


def now() -> datetime:
    """The time of day, aware, in UTC. It may jump; rows are due by it."""
    # A clock set wrong and soon set right again jumped twice: whoever timed anything in between has seen it.
    steadiness.look()
    return timezone.now()
