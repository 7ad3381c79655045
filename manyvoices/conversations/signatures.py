"""Whether a request at a webhook's door is from who knows its secret, and of now. Pure (HMAC: RFC 2104; SHA-256: FIPS 180-4)."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

# How far the sender's clock may be off, in both directions; an older request may be a recorded one.
TOLERANCE = timedelta(minutes=5)
PREFIX = "sha256="
_HEX = re.compile("[0-9a-f]{64}")
_SECONDS = re.compile("[0-9]{1,12}")


class Forged(Exception):
    """The request is not taken. `code` is stable, the text a sentence for who built the sender."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code


def signed(secret: str, timestamp: str, body: bytes) -> str:
    """The signature in hexadecimal over `timestamp.body`, the body byte for byte as it is sent."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def check(*, secrets: Sequence[str], timestamp: str, signature: str, body: bytes, now: datetime) -> str:
    """The signature in hexadecimal, made with one of `secrets`. Raises Forged.

    Every secret is tried and compared in constant time, whatever the others said.
    """
    given = signature.removeprefix(PREFIX)
    if not timestamp or not signature:
        raise Forged(
            "not-signed", "Send the headers Manyvoices-Timestamp and Manyvoices-Signature: sha256=<hex>."
        )
    if not _SECONDS.fullmatch(timestamp):
        raise Forged("bad-timestamp", "Manyvoices-Timestamp is the time in whole seconds since 1970 (UTC).")
    if not signature.startswith(PREFIX) or not _HEX.fullmatch(given):
        raise Forged(
            "bad-signature", "Manyvoices-Signature is sha256= and 64 digits of lower-case hexadecimal."
        )
    right = [hmac.compare_digest(signed(secret, timestamp, body), given) for secret in secrets if secret]
    if not any(right):
        raise Forged("wrong-signature", "The signature does not belong to this secret, timestamp and body.")
    if abs(_moment(timestamp, now) - now) > TOLERANCE:
        raise Forged(
            "too-old", "The timestamp is more than 5 minutes off. Check the clock, and sign each try anew."
        )
    return given


def _moment(timestamp: str, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(int(timestamp), UTC)
    except (OverflowError, ValueError, OSError):
        return now - 2 * TOLERANCE
