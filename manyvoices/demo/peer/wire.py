"""What goes between the two servers: signed requests out, and the check of those that come in."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag

from manyvoices.core.http import Client, HttpError
from manyvoices.core.strict_json import BadJson, parse
from manyvoices.federation import signatures
from manyvoices.federation.ownership import NotTheirs, check_actor_activity

ACTIVITY = "application/activity+json"


class NotBelieved(Exception):
    """The request is not from whom it says it is; the message says why."""


class Wire:
    """The connection to the one other server, whose address is `other`."""

    def __init__(self, client: Client, other: str) -> None:
        self._client = client
        self._other = other
        self._actors: dict[str, dict[str, Any]] = {}

    async def actor(self, uri: str, *, fresh: bool = False) -> dict[str, Any]:
        """The actor's document, kept while the server runs. Raises NotBelieved for an address that is not the other server's."""
        if not uri.startswith(f"{self._other}/"):
            raise NotBelieved("Only the demo it belongs to speaks to this server.")
        if fresh or uri not in self._actors:
            try:
                answer = await self._client.request("GET", uri, headers={"Accept": ACTIVITY}, deadline=10)
                said = parse(answer.body) if answer.status == 200 else None
            except (HttpError, BadJson) as error:
                raise NotBelieved("The actor cannot be fetched.") from error
            if not isinstance(said, dict):
                raise NotBelieved("There is no such actor.")
            self._actors[uri] = said
        return self._actors[uri]

    async def believed(self, request: signatures.IncomingRequest) -> tuple[dict[str, Any], dict[str, Any]]:
        """The activity and its actor, once the signature is good and the activity is theirs. Raises NotBelieved."""
        try:
            claim = signatures.claimed(request)
            owner = urldefrag(claim.key_id).url
            actor = await self._vouched(request, claim, owner)
            activity = parse(request.body)
            if not isinstance(activity, dict):
                raise NotBelieved("The body is no activity.")
            check_actor_activity(activity, owner, claim.key_id, owner, allow_loopback=True)
        except (signatures.SignatureProblem, NotTheirs, BadJson) as error:
            raise NotBelieved(str(error)) from error
        return activity, actor

    async def _vouched(
        self, request: signatures.IncomingRequest, claim: signatures.Claim, owner: str
    ) -> dict[str, Any]:
        """The actor whose key fits; a kept document that does not fit is fetched once more."""
        now = datetime.now(UTC)
        actor = await self.actor(owner)
        try:
            signatures.verify(request, claim, key_of(actor, claim.key_id), now)
        except signatures.SignatureProblem:
            actor = await self.actor(owner, fresh=True)
            signatures.verify(request, claim, key_of(actor, claim.key_id), now)
        return actor

    async def send(self, inbox: str, activity: dict[str, Any], key_id: str, private_key: str) -> int:
        """Post an activity, signed. The status that came back; 599 when nothing did."""
        if not inbox.startswith(f"{self._other}/"):
            raise NotBelieved("Only the demo it belongs to is written to.")
        body = json.dumps(activity).encode()
        headers = {"Content-Type": ACTIVITY}
        signed = signatures.sign(
            method="POST",
            url=inbox,
            body=body,
            key_id=key_id,
            private_key_pem=private_key,
            now=datetime.now(UTC),
            headers=headers,
        )
        try:
            answer = await self._client.request(
                "POST", inbox, headers={**headers, **signed}, body=body, deadline=10
            )
        except HttpError:
            return 599
        return answer.status


def key_of(actor: dict[str, Any], key_id: str) -> str:
    """The actor's public key. Raises NotBelieved when it has none of this name."""
    key = actor.get("publicKey")
    if not isinstance(key, dict) or key.get("id") != key_id:
        raise NotBelieved("The actor has no such key.")
    return str(key.get("publicKeyPem", ""))
