"""Who writes to us in the bench: actors of many servers whose keys we know, and what they sign."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from manyvoices.bench.arriving.wire import Parcel, request
from manyvoices.core import clock
from manyvoices.federation.actions.publish_note import publish_note
from manyvoices.federation.content import content
from manyvoices.federation.models import Note, RemoteActor
from manyvoices.federation.signatures import KeyPair, make_key_pair, sign
from manyvoices.federation.uris import PUBLIC, shared_inbox
from manyvoices.pauses.kinds import PostKind
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice

PAIRS = 32  # making one takes a tenth of a second; several actors share one
_numbers = count(1)


@dataclass(frozen=True)
class Writer:
    """An actor of another server, with the pair that signs for it."""

    uri: str
    pair: KeyPair

    @property
    def origin(self) -> str:
        """Where its activities have their ids."""
        return self.uri.partition("/users/")[0]


def make_writers(people: int, origins: Sequence[str]) -> list[Writer]:
    """So many actors of these servers that were fetched before."""
    with ThreadPoolExecutor() as threads:
        pairs = list(threads.map(lambda _: make_key_pair(), range(PAIRS)))
    writers = [
        Writer(f"{origins[number % len(origins)]}/users/{number}", pairs[number % PAIRS])
        for number in range(people)
    ]
    RemoteActor.objects.bulk_create([_row(writer) for writer in writers], batch_size=500)
    return writers


def make_note(voice: Voice) -> Note:
    """What they answer."""
    words = content(text="What do you wish for?", content_warning="", language="en", pictures=())
    channel = voice.channels.get(network="native")
    return publish_note(
        channel=channel, delivery_key="bench", content=words, kind=PostKind.STORY, world="live"
    )


def creates(writers: list[Writer], note: Note, size: int) -> Iterator[Parcel]:
    """So many signed replies, each by the next writer."""
    for number in range(size):
        yield _signed(writer := writers[number % len(writers)], _reply(writer, note.uri))


def follows(writers: list[Writer], voice: Voice, size: int) -> Iterator[Parcel]:
    """So many signed follows of the voice."""
    for number in range(size):
        yield _signed(writer := writers[number % len(writers)], _said(writer, "Follow", actor_uri(voice)))


def forgeries(writers: list[Writer], note: Note, size: int) -> Iterator[Parcel]:
    """Replies in the name of a writer, signed with the key of another one."""
    for number in range(size):
        writer, other = writers[number % len(writers)], writers[(number + 1) % len(writers)]
        yield _signed(Writer(writer.uri, other.pair), _reply(writer, note.uri))


def _row(writer: Writer) -> RemoteActor:
    name = writer.uri.rpartition("/")[2]
    return RemoteActor(
        uri=writer.uri,
        domain=writer.origin.removeprefix("http://"),
        username=f"user{name}",
        inbox=f"{writer.uri}/inbox",
        shared_inbox=f"{writer.origin}/inbox",
        key_id=f"{writer.uri}#main-key",
        public_key=writer.pair.public_pem,
        fetched_at=clock.now() + timedelta(days=1),  # so that a forgery is no reason to ask for a new key
    )


def _said(writer: Writer, kind: str, thing: Any) -> dict[str, Any]:
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": f"{writer.origin}/activities/{next(_numbers)}",
        "type": kind,
        "actor": writer.uri,
        "to": [PUBLIC],
        "object": thing,
    }


def _reply(writer: Writer, to: str) -> dict[str, Any]:
    number = next(_numbers)
    return _said(
        writer,
        "Create",
        {
            "id": f"{writer.origin}/notes/{number}",
            "type": "Note",
            "attributedTo": writer.uri,
            "inReplyTo": to,
            "content": f"<p>More trains at night, please. This is wish number {number}.</p>",
            "published": "2026-03-01T12:00:00Z",
            "to": [PUBLIC],
            "cc": [f"{writer.uri}/followers"],
        },
    )


def _signed(writer: Writer, said: dict[str, Any]) -> Parcel:
    body = json.dumps(said).encode()
    kind = {"Content-Type": "application/activity+json"}
    headers = sign(
        method="POST",
        url=shared_inbox(),
        body=body,
        key_id=f"{writer.uri}#main-key",
        private_key_pem=writer.pair.private_pem,
        now=clock.now(),
        headers=kind,
    )
    return request("/inbox", kind | headers, body)
