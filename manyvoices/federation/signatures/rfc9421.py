"""RFC 9421 HTTP Message Signatures, as Fedify and Mastodon use them: one signature, whole components.

Structured fields are read and written by `http_sf`; what must be covered is decided here. Parameters of
components (`;sf`, `;key`, `;req`, …) are refused: ActivityPub servers send none, and each is a way to sign
less.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import http_sf
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from manyvoices.federation.signatures.digest import content_digest, refuse_wrong_content_digest
from manyvoices.federation.signatures.errors import BadSignature, Malformed, Reason
from manyvoices.federation.signatures.freshness import from_unix, refuse_expired, refuse_outside_window
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

_RSA, _ED25519 = "rsa-v1_5-sha256", "ed25519"


@dataclass(frozen=True)
class _Input:
    covered: list[str]
    parameters: dict[str, Any]
    signature: bytes


def claimed(request: IncomingRequest) -> Claim:
    """Return the claim of the first signature with a key id; refuse (`Malformed`) what breaks the grammar."""
    given = _read(request)
    return Claim(
        key_id=given.parameters["keyid"], scheme="rfc9421", signature_id=signature_id(given.signature)
    )


def verify(request: IncomingRequest, public_key: PublicKey, now: datetime) -> None:
    """Return when the signature vouches for method, URL, age and body; else raise `Refusal`."""
    given = _read(request)
    _refuse_uncovered(request, given.covered)
    _refuse_algorithm(given.parameters, public_key)
    refuse_other_host(request)
    if "content-digest" in given.covered:
        refuse_wrong_content_digest(request.header("content-digest"), request.body)
    _refuse_old(given.parameters, now)
    if not any(
        verifies(public_key, given.signature, _base(request, target, given)) for target in request.targets
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
    """Return the headers to add: Host, Content-Digest (not for GET, HEAD), Signature-Input and Signature.

    A `Content-Type` in `headers` is signed too; other headers are left alone.
    """
    target = target_of(url)
    signed = {name.lower(): value for name, value in headers.items() if name.lower() == "content-type"}
    request = IncomingRequest(method, target.path, target.authority, signed, body, target.scheme)
    if needs_digest(method, body):
        signed["content-digest"] = content_digest(body)
    algorithm = _RSA if isinstance(private_key, RSAPrivateKey) else _ED25519
    parameters = {"created": int(now.timestamp()), "keyid": key_id, "alg": algorithm}
    given = _Input(["@method", "@target-uri", *signed], parameters, b"")
    signature = sign_bytes(private_key, _base(request, target.path, given))
    added = {"Host": target.authority, "Signature-Input": f"sig1={_parameters_line(given)}"}
    if "content-digest" in signed:
        added["Content-Digest"] = signed["content-digest"]
    return added | {"Signature": http_sf.ser({"sig1": signature})}


def _read(request: IncomingRequest) -> _Input:
    inputs = _dictionary(request.header("signature-input"))
    signatures = _dictionary(request.header("signature"))
    for label, (covered, parameters) in inputs.items():
        if label in signatures and isinstance(parameters.get("keyid"), str):
            signature = signatures[label][0]
            if not isinstance(signature, bytes) or len(parameters["keyid"]) > LONGEST_KEY_ID:
                raise Malformed("The Signature header holds no signature.")
            return _Input(_covered(covered), parameters, signature)
    raise Malformed("No signature of the request names its key.")


def _dictionary(header: str) -> dict[str, tuple[Any, dict[str, Any]]]:
    def refuse_twice(key: str, _context: str) -> None:
        raise Malformed(f"The signature gives {key[:40]!r} twice.")

    try:
        parsed = http_sf.parse(header.encode(), tltype="dictionary", on_duplicate_key=refuse_twice)
    except ValueError as error:
        raise Malformed("The Signature or Signature-Input header cannot be read.") from error
    return cast(dict[str, tuple[Any, dict[str, Any]]], parsed)


def _covered(members: Any) -> list[str]:
    """Return the component names; refuse anything but plain lower-case names, each once."""
    if not isinstance(members, list):
        raise Malformed("The Signature-Input header lists no components.")
    names = [name for name, parameters in members if isinstance(name, str) and not parameters]
    if len(names) != len(members) or len(set(names)) != len(names):
        raise Malformed("The signature covers components with parameters, or one twice.")
    return names


def _refuse_uncovered(request: IncomingRequest, covered: list[str]) -> None:
    names = set(covered)
    whole_url = "@target-uri" in names or ("@authority" in names and names & {"@path", "@request-target"})
    if "@method" not in names or not whole_url:
        raise BadSignature(Reason.UNSIGNED_PART, "The signature does not cover the method and the URL.")
    if needs_digest(request.method, request.body) and "content-digest" not in names:
        raise BadSignature(
            Reason.DIGEST_UNSIGNED, "The signature does not cover the digest, so any body would fit."
        )


def _refuse_algorithm(parameters: Mapping[str, Any], public_key: PublicKey) -> None:
    """The key decides the algorithm (RFC 9421 3.2); a name, where given, must say the same."""
    algorithm = _RSA if isinstance(public_key, RSAPublicKey) else _ED25519
    named = parameters.get("alg", algorithm)
    if not isinstance(named, str) or named != algorithm:
        raise BadSignature(
            Reason.WRONG_ALGORITHM, f"The signature's algorithm does not fit its key ({algorithm})."
        )


def _refuse_old(parameters: Mapping[str, Any], now: datetime) -> None:
    if "created" not in parameters:
        raise BadSignature(Reason.UNSIGNED_PART, "The signature does not say when it was made.")
    refuse_outside_window(from_unix(_seconds(parameters, "created")), now)
    if "expires" in parameters:
        refuse_expired(_seconds(parameters, "expires"), now)


def _seconds(parameters: Mapping[str, Any], name: str) -> int:
    value = parameters[name]
    if type(value) is not int:  # bool is an int to isinstance
        raise Malformed(f"The signature's {name} time cannot be read.")
    return value


def _parameters_line(given: _Input) -> str:
    """Return the `@signature-params` value: the canonical form of covered components and parameters (2.3)."""
    members: list[Any] = [([(name, {}) for name in given.covered], given.parameters)]
    return http_sf.ser(members)


def _base(request: IncomingRequest, target: str, given: _Input) -> bytes:
    """Return the signature base of RFC 9421 2.5."""
    lines = [f'"{name}": {_component(request, target, name)}' for name in given.covered]
    lines.append(f'"@signature-params": {_parameters_line(given)}')
    return "\n".join(lines).encode()


def _component(request: IncomingRequest, target: str, name: str) -> str:
    path, mark, query = target.partition("?")
    derived = {
        "@method": request.method,
        "@target-uri": f"{request.scheme}://{request.host}{target}",
        "@authority": request.host,
        "@scheme": request.scheme,
        "@request-target": target,
        "@path": path,
        "@query": f"?{query}" if mark else "?",
    }
    if name in derived:
        return derived[name]
    if name.startswith("@"):
        raise BadSignature(
            Reason.MISSING_PART, f"The signature covers {name[:40]!r}, which a request does not have."
        )
    return request.header(name)
