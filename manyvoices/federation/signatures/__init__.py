"""HTTP signatures for ActivityPub: draft-cavage and RFC 9421 behind one door. Pure: no network, no framework.

Take the claim, find the key it names, verify:

    claim = claimed(request)                              # NotSigned, Malformed
    verify(request, claim, public_key_pem, now)           # BadSignature, BadKey, Malformed
"""

from collections.abc import Mapping
from datetime import datetime

from manyvoices.federation.signatures import cavage, rfc9421
from manyvoices.federation.signatures.errors import (
    BadKey,
    BadSignature,
    Malformed,
    NotSigned,
    Reason,
    Refusal,
    SignatureProblem,
)
from manyvoices.federation.signatures.freshness import REMEMBER_FOR
from manyvoices.federation.signatures.keys import KeyPair, load_private, load_public, make_key_pair
from manyvoices.federation.signatures.request import Claim, IncomingRequest, Scheme

__all__ = [
    "REMEMBER_FOR",
    "BadKey",
    "BadSignature",
    "Claim",
    "IncomingRequest",
    "KeyPair",
    "Malformed",
    "NotSigned",
    "Reason",
    "Refusal",
    "Scheme",
    "SignatureProblem",
    "claimed",
    "make_key_pair",
    "sign",
    "verify",
]

_VERIFY = {"cavage": cavage.verify, "rfc9421": rfc9421.verify}
_SIGN = {"cavage": cavage.sign, "rfc9421": rfc9421.sign}


def claimed(request: IncomingRequest) -> Claim:
    """Return who the request says it is from. Nothing is verified yet.

    Refused with `NotSigned` without signature headers, with `Malformed` where they cannot be read.
    """
    if "signature-input" in request.headers and "signature" in request.headers:
        return rfc9421.claimed(request)
    if "signature" in request.headers:
        return cavage.claimed(request)
    raise NotSigned


def verify(request: IncomingRequest, claim: Claim, public_key_pem: str, now: datetime) -> None:
    """Return when the key vouches for the whole request: method, path, host, age and raw body.

    `now` is aware. Raises `BadSignature`, `BadKey` or `Malformed`, each with a `reason`. Whether the key
    belongs to the actor is a question for `manyvoices.federation.ownership`; whether `claim.signature_id` was
    seen before is one for the caller, who keeps it for `REMEMBER_FOR`.
    """
    if claimed(request) != claim:
        raise BadSignature(Reason.WRONG_SIGNATURE, "The claim was taken from another request.")
    _VERIFY[claim.scheme](request, load_public(public_key_pem), now)


def sign(
    *,
    scheme: Scheme = "cavage",
    method: str,
    url: str,
    body: bytes,
    key_id: str,
    private_key_pem: str,
    now: datetime,
    headers: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the headers to add to an outgoing request, `Host` among them.

    `method` in capitals, `url` absolute, ASCII and exactly what goes on the wire, `now` aware UTC.
    Draft-cavage is the default because every server reads it. Refused: a URL or key id that cannot stand in
    a header (ValueError), an unusable key (`BadKey`).
    """
    if not key_id.isascii() or not key_id.isprintable() or '"' in key_id or "\\" in key_id:
        raise ValueError(f"The key id {key_id[:80]!r} cannot stand in a header.")
    return _SIGN[scheme](
        method=method,
        url=url,
        headers=headers or {},
        body=body,
        key_id=key_id,
        private_key=load_private(private_key_pem),
        now=now,
    )
