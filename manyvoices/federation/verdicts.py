"""What an answer to a dispatch means: done, again after a while, or never again. Pure rules."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from manyvoices.core.work import Again, Answer, Dead, Done
from manyvoices.core.work.pacing import back_off

# A server that is away for a week has lost more than our post; its followers read it on our page.
GIVE_UP_AFTER = timedelta(days=7)
# The first refusals may come from a server that could not fetch our key in time.
MOST_REFUSALS = 4
GONE = frozenset({404, 410})
LATER = frozenset({408, 425, 429})
LONGEST_WAIT = timedelta(hours=24)


def after_answer(
    status: int, headers: Mapping[str, str], *, attempts: int, age: timedelta, now: datetime
) -> Answer:
    """The answer for a row whose inbox said `status` at its try number `attempts`; `age` is the row's."""
    if 200 <= status < 300:
        return Done()
    said = f"the inbox answered {status}"
    if status in GONE:
        return Dead(f"{said}: it does not exist any more")
    if status in LATER or status >= 500:
        wait = retry_after(headers.get("Retry-After", ""), now) or back_off(attempts)
        return later(wait, said, age=age)
    if attempts >= MOST_REFUSALS:
        return Dead(f"{said}, {attempts} times tried")
    return later(back_off(attempts), said, age=age)


def later(wait: timedelta, because: str, *, age: timedelta) -> Answer:
    """Again after `wait`, unless the row is too old to be tried any more."""
    if age > GIVE_UP_AFTER:
        return Dead(f"given up after {GIVE_UP_AFTER.days} days: {because}")
    return Again(wait, because)


def retry_after(value: str, now: datetime) -> timedelta | None:
    """A `Retry-After` (RFC 9110 10.2.3) in seconds or as a date, between 1 s and 24 h; None if it says nothing."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        wait = timedelta(seconds=min(int(text[:10]), LONGEST_WAIT.total_seconds()))
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (TypeError, ValueError, OverflowError, IndexError):
            return None
        wait = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta(seconds=1)), LONGEST_WAIT)
