"""draft-cavage-http-signatures-12, the signatures most ActivityPub servers send.

Stricter than the draft: what must be signed is decided here, not by the sender. A library that verifies
"whatever is listed" accepts a forged body whose digest is unsigned, and a request signed over `host` alone.
"""

import base64
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from manyvoices.federation.signatures.digest import digest, refuse_wrong_digest
from manyvoices.federation.signatures.errors import BadKey, BadSignature, Malformed, Reason
from manyvoices.federation.signatures.freshness import (
    from_http_date,
    from_unix,
    refuse_expired,
    refuse_outside_window,
)
from manyvoices.federation.signatures.keys import PrivateKey, PublicKey, sign_bytes, verifies
from manyvoices.federation.signatures.request import (
    LONGEST_KEY_ID,
    Claim,
    IncomingRequest,
    needs_digest,
    refuse_other_host,
    signature_id,
)
from manyvoices.federation.signatures.target import target_of

_PARAMETER = re.compile(r'[ \t]*([A-Za-z]+)=(?:"([^"\\]*)"|([0-9]{1,20}))[ \t]*(?:,|$)')
_ALGORITHMS = {"hs2019", "rsa-sha256"}


def claimed(request: IncomingRequest) -> Claim:
    """Return the claim of a `Signature` header; refuse (`Malformed`) one that breaks the grammar."""
    given = _parameters(request)
    return Claim(key_id=given["keyid"], scheme="cavage", signature_id=signature_id(_signature(given)))


def verify(request: IncomingRequest, public_key: PublicKey, now: datetime) -> None:
    """Return when the signature vouches for method, path, host, age and body; else raise `Refusal`."""
    given = _parameters(request)
    covered = _covered(given)
    _refuse_uncovered(request, covered)
    _refuse_algorithm(given, public_key)
    refuse_other_host(request)
    if "digest" in covered:
        refuse_wrong_digest(request.header("digest"), request.body)
    _refuse_old(request, given, covered, now)
    signature = _signature(given)
    if not any(
        verifies(public_key, signature, _base(request, target, covered, given)) for target in request.targets
    ):
        raise BadSignature(Reason.WRONG_SIGNATURE, "The signature does not fit this request and key.")


def sign(
    *,
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    key_id: str,
    private_key: PrivateKey,
    now: datetime,
) -> dict[str, str]:
    """Return the headers to add: Host, Date, Digest (for anything but GET and HEAD) and Signature.

    `now` is aware UTC. A `Content-Type` in `headers` is signed too; other headers are left alone.
    """
    if not isinstance(private_key, RSAPrivateKey):
        raise BadKey(Reason.BAD_KEY, "These signatures need an RSA key.")
    target = target_of(url)
    added = {"Host": target.authority, "Date": format_datetime(now, usegmt=True)}
    if needs_digest(method, body):
        added["Digest"] = digest(body)
    kept = {name: value for name, value in headers.items() if name.lower() == "content-type"}
    signed = {name.lower(): value for name, value in (added | kept).items()}
    request = IncomingRequest(method, target.path, target.authority, signed, body, target.scheme)
    covered = ["(request-target)", *signed]
    signature = base64.b64encode(sign_bytes(private_key, _base(request, target.path, covered, {}))).decode()
    added["Signature"] = (
        f'keyId="{key_id}",algorithm="rsa-sha256",headers="{" ".join(covered)}",signature="{signature}"'
    )
    return added


def _parameters(request: IncomingRequest) -> dict[str, str]:
    """Return the parameters by lower-case name, each given once, the needed ones present."""
    header = request.header("signature")
    given: dict[str, str] = {}
    end = 0
    while end < len(header):
        found = _PARAMETER.match(header, end)
        if found is None:
            raise Malformed("The Signature header cannot be read.")
        name = found[1].lower()
        if name in given:
            raise Malformed(f"The Signature header gives {found[1][:40]!r} twice.")
        given[name] = found[2] if found[3] is None else found[3]
        end = found.end()
    if not given.get("keyid") or len(given["keyid"]) > LONGEST_KEY_ID or "signature" not in given:
        raise Malformed("The Signature header lacks its keyId or its signature.")
    return given


def _signature(given: Mapping[str, str]) -> bytes:
    try:
        return base64.b64decode(given["signature"], validate=True)
    except ValueError as error:
        raise Malformed("The signature is not base64.") from error


def _covered(given: Mapping[str, str]) -> list[str]:
    """Return what the sender signed, in order. The draft's default for a missing list is `(created)`."""
    covered = given.get("headers", "(created)").lower().split()
    if len(set(covered)) != len(covered):
        raise Malformed("The signature lists one header twice.")
    return covered


def _refuse_uncovered(request: IncomingRequest, covered: list[str]) -> None:
    for needed in ("(request-target)", "host"):
        if needed not in covered:
            raise BadSignature(Reason.UNSIGNED_PART, f"The signature does not cover {needed}.")
    if "date" not in covered and "(created)" not in covered:
        raise BadSignature(Reason.UNSIGNED_PART, "The signature covers no date.")
    if needs_digest(request.method, request.body) and "digest" not in covered:
        raise BadSignature(
            Reason.DIGEST_UNSIGNED, "The signature does not cover the digest, so any body would fit."
        )


def _refuse_algorithm(given: Mapping[str, str], public_key: PublicKey) -> None:
    """The key decides the algorithm; a name, where given, must be one that says so or leaves it open."""
    if given.get("algorithm", "hs2019") not in _ALGORITHMS:
        raise BadSignature(Reason.WRONG_ALGORITHM, "The signature's algorithm is not rsa-sha256 or hs2019.")
    if not isinstance(public_key, RSAPublicKey):
        raise BadKey(Reason.BAD_KEY, "These signatures need an RSA key.")


def _refuse_old(
    request: IncomingRequest, given: Mapping[str, str], covered: list[str], now: datetime
) -> None:
    if "date" in covered:
        refuse_outside_window(from_http_date(request.header("date")), now)
    if "(created)" in covered:
        refuse_outside_window(from_unix(_seconds(given, "created")), now)
    if "expires" in given:
        refuse_expired(_seconds(given, "expires"), now)


def _seconds(given: Mapping[str, str], name: str) -> int:
    # Draft section 2.3: with an algorithm named rsa-… these pseudo-headers are an error.
    if given.get("algorithm", "hs2019") != "hs2019" or not given.get(name, "").isdigit():
        raise Malformed(f"The signature's {name} time cannot be read.")
    return int(given[name])


def _base(request: IncomingRequest, target: str, covered: list[str], given: Mapping[str, str]) -> bytes:
    """Return the bytes that are signed: one line for each covered part."""
    lines = []
    for name in covered:
        if name == "(request-target)":
            value = f"{request.method.lower()} {target}"
        elif name in {"(created)", "(expires)"}:
            value = str(_seconds(given, name.strip("()")))
        else:
            value = request.header(name)
        lines.append(f"{name}: {value}")
    return "\n".join(lines).encode()
