"""Every kind of Retry-After that networks were seen to send with a 429."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

DATES = {"date": timedelta(seconds=30), "past": timedelta(minutes=-5), "far": timedelta(days=400)}
TEXTS = {
    "absurd": "999999999999999999999",
    "negative": "-5",
    "zero": "0",
    "garbage": "soon, we promise",
    "empty": "",
}
MISSING = "missing"
KINDS = frozenset(DATES) | frozenset(TEXTS) | {MISSING}


def field(kind: str, now: datetime | None = None) -> dict[str, str]:
    """The header for a name of `KINDS`; whatever else is asked for stands in it as it is. Empty for a missing one."""
    if kind == MISSING:
        return {}
    if kind in DATES:
        return {"Retry-After": format_datetime((now or datetime.now(UTC)) + DATES[kind], usegmt=True)}
    return {"Retry-After": TEXTS.get(kind, kind)}
