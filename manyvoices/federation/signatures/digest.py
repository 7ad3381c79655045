"""Digests of the raw body: `Digest` (RFC 3230) for draft-cavage, `Content-Digest` (RFC 9530) for RFC 9421."""

import base64
import hashlib
import hmac
from typing import Any, cast

import http_sf

from manyvoices.federation.signatures.errors import BadSignature, Reason

_HASHES = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}


def digest(body: bytes) -> str:
    """Return the value of a `Digest` header, such as `SHA-256=47DE…=`."""
    return "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()


def content_digest(body: bytes) -> str:
    """Return the value of a `Content-Digest` header, such as `sha-256=:47DE…=:`."""
    return "sha-256=:" + base64.b64encode(hashlib.sha256(body).digest()).decode() + ":"


def refuse_wrong_digest(header: str, body: bytes) -> None:
    """Refuse a `Digest` header unless it names SHA-256 or SHA-512 and every one it names fits the body."""
    claimed: dict[str, str] = {}
    for member in header.split(","):
        name, _, value = member.strip().partition("=")
        if name.lower() in claimed:
            raise _wrong("The Digest header names one algorithm twice.")
        claimed[name.lower()] = value
    try:
        known = {name: base64.b64decode(claimed[name], validate=True) for name in claimed if name in _HASHES}
    except ValueError as error:
        raise _wrong("The Digest header cannot be read.") from error
    _refuse_unless_all_fit(known, body)


def refuse_wrong_content_digest(header: str, body: bytes) -> None:
    """Refuse a `Content-Digest` header by the same rule as `refuse_wrong_digest`."""

    def refuse_twice(_key: str, _context: str) -> None:
        raise _wrong("The Content-Digest header names one algorithm twice.")

    try:
        parsed = http_sf.parse(header.encode(), tltype="dictionary", on_duplicate_key=refuse_twice)
    except ValueError as error:
        raise _wrong("The Content-Digest header cannot be read.") from error
    members = cast(dict[str, tuple[Any, dict[str, Any]]], parsed)
    known = {name: member[0] for name, member in members.items() if name in _HASHES}
    if not all(isinstance(value, bytes) for value in known.values()):
        raise _wrong("The Content-Digest header cannot be read.")
    _refuse_unless_all_fit(known, body)


def _refuse_unless_all_fit(claimed: dict[str, bytes], body: bytes) -> None:
    if not claimed:
        raise _wrong("The digest of the body uses no algorithm we know. Use SHA-256.")
    for name, value in claimed.items():
        if not hmac.compare_digest(value, _HASHES[name](body).digest()):
            raise _wrong("The body is not the one that was signed.")


def _wrong(message: str) -> BadSignature:
    return BadSignature(Reason.WRONG_DIGEST, message)
