"""How old a signature may be.

A sender signs each attempt anew, so an honest signature is seconds old. One hour back admits clocks that
are wrong by a daylight-saving hour; five minutes ahead admits ordinary drift. Mastodon admits 12 hours
back, but every hour more is an hour in which a captured request can be sent again, and one more of replay
ids to remember.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from manyvoices.federation.signatures.errors import BadSignature, Malformed, Reason

OLDEST = timedelta(hours=1)
FURTHEST_AHEAD = timedelta(minutes=5)
REMEMBER_FOR = OLDEST + FURTHEST_AHEAD


def refuse_outside_window(moment: datetime, now: datetime) -> None:
    """Refuse `moment` (aware) when it is more than an hour before or five minutes after `now` (aware)."""
    if now - moment > OLDEST:
        raise BadSignature(Reason.STALE, "The signature is more than an hour old. Sign the request again.")
    if moment - now > FURTHEST_AHEAD:
        raise BadSignature(Reason.FUTURE, "The signature is dated in the future. Check the sender's clock.")


def refuse_expired(expires: int, now: datetime) -> None:
    """Refuse a signature whose own `expires` (Unix seconds) has passed."""
    if from_unix(expires) <= now:
        raise BadSignature(Reason.STALE, "The signature has expired. Sign the request again.")


def from_unix(seconds: int) -> datetime:
    """Return Unix seconds as an aware time; refuse a number that is no time."""
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, OSError, ValueError) as error:
        raise Malformed("A time of the signature is not a time.") from error


def from_http_date(value: str) -> datetime:
    """Return a `Date` header (RFC 9110 5.6.7) as an aware time; refuse one without a zone."""
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError, IndexError) as error:
        raise Malformed("The Date header is not a date.") from error
    if moment.tzinfo is None:
        raise Malformed("The Date header names no time zone.")
    return moment
