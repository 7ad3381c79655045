"""The request as the signature code sees it, free of any web framework."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from manyvoices.federation.signatures.errors import BadSignature, Malformed, Reason

Scheme = Literal["cavage", "rfc9421"]
LONGEST_KEY_ID = 2_048
_LONGEST_HEADER = 8_192


@dataclass(frozen=True)
class IncomingRequest:
    """One received request.

    `path` is the request target exactly as received: still percent-encoded, with its query. `host` is the
    authority *we* answer as (from the settings, a port only where it is not the default), never the one the
    sender claims, which stands in `headers["host"]`. `scheme` is the one people reach us by, also behind a
    proxy that ends TLS. Header names are lower-case; a repeated header is joined with ", " in order. `body`
    is raw.
    """

    method: str
    path: str
    host: str
    headers: Mapping[str, str]
    body: bytes
    scheme: str = "https"

    @property
    def targets(self) -> tuple[str, ...]:
        """The request target with and, where it has one, without its query.

        Some servers sign the path alone. A caller must therefore not let the query of a POST decide anything.
        """
        bare = self.path.partition("?")[0]
        return (self.path,) if bare == self.path else (self.path, bare)

    def header(self, name: str) -> str:
        """Return a header's value without surrounding blanks; refuse a missing, overlong or broken one."""
        if name not in self.headers:
            raise BadSignature(
                Reason.MISSING_PART, f"The signature needs the header {name[:80]!r}, which is missing."
            )
        value = self.headers[name].strip(" \t")
        if len(value) > _LONGEST_HEADER or not value.replace("\t", " ").isprintable() or not value.isascii():
            raise Malformed(
                f"The header {name[:80]!r} is too long or holds characters that no header may hold."
            )
        return value


@dataclass(frozen=True)
class Claim:
    """Who a request says it is from, before anything is verified.

    `signature_id` is the same for every copy of one signature, however its headers are written: keep it for
    `freshness.REMEMBER_FOR` to recognise a replay.
    """

    key_id: str
    scheme: Scheme
    signature_id: str


def signature_id(signature: bytes) -> str:
    """Return the id of a signature, made from its decoded bytes alone.

    Base64 has several spellings of the same bytes, and in draft-cavage the key id is not signed: an id made
    from either could be varied to send a captured request a second time.
    """
    return hashlib.sha256(signature).hexdigest()


def needs_digest(method: str, body: bytes) -> bool:
    """Return whether the digest must be signed: for each method that acts, and for all that carries bytes."""
    return bool(body) or method not in {"GET", "HEAD"}


def refuse_other_host(request: IncomingRequest) -> None:
    """Refuse a request that was addressed to another server (a replay across hosts)."""
    default_port = ":443" if request.scheme == "https" else ":80"
    if request.header("host").lower().removesuffix(default_port) != request.host.lower():
        raise BadSignature(Reason.WRONG_HOST, "The request was signed for another host than this one.")
