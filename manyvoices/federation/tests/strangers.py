"""Actors of other servers, with keys of their own, that sign what they send to our inbox."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from django.test import Client

from manyvoices.core import clock
from manyvoices.federation.models import RemoteActor
from manyvoices.federation.signatures import KeyPair, Scheme, make_key_pair, sign
from manyvoices.federation.uris import PUBLIC
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice

HOST = "voices.example"
AS2 = "application/activity+json"
OLDEST = timedelta(minutes=25)
_numbers = count(1)


_signed_at = clock.now()


def _moment() -> datetime:
    """A time of the last minutes, a second before the one told last: what is signed in one second is one signature."""
    global _signed_at  # noqa: PLW0603 -- a run has one row of moments
    now = clock.now()
    before = _signed_at - timedelta(seconds=1)
    _signed_at = before if now - OLDEST < before <= now else now
    return _signed_at


@cache
def pair(name: str) -> KeyPair:
    """One RSA pair a name for the whole run: making one takes longer than a hundred verifications."""
    return make_key_pair()


@dataclass(frozen=True)
class Stranger:
    """Somebody on another server. `keys` names the pair the stranger signs with."""

    name: str = "lena"
    domain: str = "other.example"
    keys: str = "lena"

    @property
    def uri(self) -> str:
        return f"https://{self.domain}/users/{self.name}"

    @property
    def key_id(self) -> str:
        return f"{self.uri}#main-key"

    def document(self, **changes: Any) -> dict[str, Any]:
        """The actor as its server serves it."""
        said = {
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": self.uri,
            "type": "Person",
            "preferredUsername": self.name,
            "name": self.name.title(),
            "url": f"https://{self.domain}/@{self.name}",
            "inbox": f"{self.uri}/inbox",
            "endpoints": {"sharedInbox": f"https://{self.domain}/inbox"},
            "publicKey": {"id": self.key_id, "owner": self.uri, "publicKeyPem": pair(self.keys).public_pem},
        }
        return said | changes

    def met(self, **changes: Any) -> RemoteActor:
        """The row of a stranger whose key was fetched, long enough ago to be asked for again."""
        fields: dict[str, Any] = {
            "domain": self.domain,
            "username": self.name,
            "name": self.name.title(),
            "url": f"https://{self.domain}/@{self.name}",
            "inbox": f"{self.uri}/inbox",
            "shared_inbox": f"https://{self.domain}/inbox",
            "key_id": self.key_id,
            "public_key": pair(self.keys).public_pem,
            "fetched_at": datetime.fromisoformat("2026-01-01T00:00:00+00:00"),
        }
        return RemoteActor.objects.create(uri=self.uri, **(fields | changes))

    def with_keys(self, name: str) -> "Stranger":
        """The same stranger after a change of keys."""
        return replace(self, keys=name)

    def says(self, kind: str, thing: Any, **more: Any) -> dict[str, Any]:
        """An activity of this stranger with an id of its own."""
        said = {
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": f"https://{self.domain}/activities/{next(_numbers)}",
            "type": kind,
            "actor": self.uri,
            "object": thing,
        }
        return said | more

    def follow(self, voice: Voice, **more: Any) -> dict[str, Any]:
        return self.says("Follow", actor_uri(voice), **more)

    def note(self, content: str = "<p>Thank you!</p>", **more: Any) -> dict[str, Any]:
        said = {
            "id": f"https://{self.domain}/notes/{next(_numbers)}",
            "type": "Note",
            "attributedTo": self.uri,
            "content": content,
            "published": "2026-03-01T12:00:00Z",
            "to": [PUBLIC],
        }
        return said | more

    def reply(self, to: str, content: str = "<p>Thank you!</p>", **more: Any) -> dict[str, Any]:
        """A Create of a public reply to the note with the id `to`."""
        return self.says("Create", self.note(content, inReplyTo=to, **more), to=[PUBLIC])

    def headers(
        self,
        body: bytes,
        *,
        path: str = "/inbox",
        scheme: Scheme = "cavage",
        at: datetime | None = None,
        key_id: str | None = None,
    ) -> dict[str, str]:
        """The headers with which a request to our inbox is signed."""
        return sign(
            scheme=scheme,
            method="POST",
            url=f"https://{HOST}{path}",
            body=body,
            key_id=key_id or self.key_id,
            private_key_pem=pair(self.keys).private_pem,
            now=at or _moment(),
            headers={"Content-Type": AS2},
        )

    def send(self, said: object, *, path: str = "/inbox", **signing: Any) -> Any:
        """The answer to `said` (bytes are sent as they are), signed and posted through the front door."""
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        return deliver(body, self.headers(body, path=path, **signing), path=path)


def deliver(body: bytes, headers: Mapping[str, str], *, path: str = "/inbox", content_type: str = AS2) -> Any:
    """POST these very bytes and headers."""
    rest = {name: value for name, value in headers.items() if name.lower() != "content-type"}
    return Client(raise_request_exception=False).post(
        path, data=body, content_type=content_type, headers={"Host": HOST, **rest}
    )
