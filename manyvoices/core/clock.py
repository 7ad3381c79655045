"""The two clocks: what time it is, and how much time has passed."""

import time
from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The time of day, aware, in UTC. It may jump; rows are due by it."""
    return timezone.now()


def elapsed() -> float:
    """Seconds since the machine started, sleep included: a deadline measured by it survives suspend and clock jumps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
