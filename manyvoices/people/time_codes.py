"""Codes of an authenticator app (RFC 6238: 30 seconds, six digits, SHA-1, as every app understands)."""

import base64
import hashlib
import hmac
import secrets
from urllib.parse import quote, urlencode

SECONDS = 30
# One step to either side: phones are a little early or late, and people type slowly.
STEPS_AROUND = (0, -1, 1)


def new_secret() -> str:
    """A fresh secret of 160 bits in base32, as apps take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """The six digits of a step (RFC 4226, 5.3)."""
    digest = hmac.new(base64.b32decode(secret, casefold=True), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def matching_step(secret: str, code: str, at: float) -> int | None:
    """The step around the moment `at` (seconds since 1970) whose code this is; None when it is none of them."""
    typed = "".join(code.split())
    now = int(at) // SECONDS
    found = [
        now + around
        for around in STEPS_AROUND
        if hmac.compare_digest(code_at(secret, now + around).encode(), typed.encode())
    ]
    return found[0] if found else None


def address(secret: str, *, issuer: str, label: str) -> str:
    """What the QR code says to the app."""
    return f"otpauth://totp/{quote(f'{issuer}:{label}')}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"
