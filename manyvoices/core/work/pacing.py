"""How long to wait before the next try."""

import secrets
from datetime import timedelta

_FIRST = 5.0
_LONGEST = 6 * 3600.0


def back_off(attempts: int, first: float = _FIRST, longest: float = _LONGEST) -> timedelta:
    """First 5 s, doubling to at most 6 h, with up to a quarter more so that many rows do not come back as one wave."""
    wait = min(longest, first * 2 ** min(max(attempts - 1, 0), 30))
    return timedelta(seconds=wait * (1 + secrets.randbelow(250) / 1000))
