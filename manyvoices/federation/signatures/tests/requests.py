"""The keys, the moment and the signed requests that the signature tests share."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from manyvoices.federation.signatures import (
    IncomingRequest,
    KeyPair,
    Reason,
    Refusal,
    Scheme,
    claimed,
    make_key_pair,
    sign,
    verify,
)

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
KEY_ID = "https://eve.example/users/eve#main-key"
HOST = "voices.example"
PATH = "/inbox?source=shared"
BODY = b'{"type":"Create","actor":"https://eve.example/users/eve","content":"\xc3\xa9"}'
SCHEMES: tuple[Scheme, ...] = ("cavage", "rfc9421")


@cache
def rsa_pair() -> KeyPair:
    """One RSA pair for the whole run: making one takes longer than a hundred verifications."""
    return make_key_pair()


@cache
def other_rsa_pair() -> KeyPair:
    return make_key_pair()


@cache
def ed25519_pair() -> KeyPair:
    private = Ed25519PrivateKey.generate()
    return KeyPair(
        private.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode(),
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
    )


def signed_request(
    scheme: Scheme,
    *,
    method: str = "POST",
    path: str = PATH,
    body: bytes = BODY,
    at: datetime = NOW,
    pair: KeyPair | None = None,
) -> IncomingRequest:
    """Return a request as our server would receive it from an honest sender."""
    headers = sign(
        scheme=scheme,
        method=method,
        url=f"https://{HOST}{path}",
        body=body,
        key_id=KEY_ID,
        private_key_pem=(pair or rsa_pair()).private_pem,
        now=at,
        headers={"Content-Type": "application/activity+json"},
    )
    received = lower(headers) | {"content-type": "application/activity+json", "user-agent": "test"}
    return IncomingRequest(method, path, HOST, received, body)


def lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def outcome(request: IncomingRequest, *, pem: str | None = None, now: datetime = NOW) -> Reason | None:
    """Return None when the request is believed, else the reason it is not; anything else is a crash."""
    try:
        verify(request, claimed(request), pem or rsa_pair().public_pem, now)
    except Refusal as refused:
        return refused.reason
    return None
