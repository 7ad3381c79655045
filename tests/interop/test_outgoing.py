"""What we send, as a server that is not ours reads it: our documents, our signatures, our activities."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.actions.revise_note import revise_note
from manyvoices.federation.content import content
from manyvoices.federation.models import Dispatch, Note, RemoteActor
from manyvoices.federation.tests.neighbours import client, drained, follow, loopback_config, say, with_key
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice
from tests.cast import Cast, make_cast
from tests.interop import node
from tests.interop.peer_server import Peer

SKIP = node.node_available()
pytestmark = [pytest.mark.node, pytest.mark.skipif(SKIP is not None, reason=str(SKIP))]
PICTURE = {"url": "/media/a.webp", "mediaType": "image/webp", "name": "A train", "width": 800, "height": 600}


@pytest.fixture(params=["rfc9421", "draft-cavage"])
def peer(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[Peer]:
    with Peer.start(tmp_path / "peer", request.param) as started:
        yield started


@pytest.fixture
def told(live_server: LiveServer, settings: Settings, peer: Peer) -> Cast:
    """Bo is followed by lena of the peer; our documents are served on loopback."""
    settings.CONFIG = loopback_config().model_copy(update={"base_url": live_server.url})
    cast = make_cast()
    uri = peer.actor()
    lena = RemoteActor.objects.create(
        uri=uri,
        domain=f"127.0.0.1:{peer.port}",
        username="lena",
        inbox=f"{uri}/inbox",
        shared_inbox=f"{peer.origin}/inbox",
        key_id=f"{uri}#main-key",
        public_key="",
        fetched_at=clock.now(),
    )
    follow(lena, with_key(cast.bo_voice))
    return cast


def sent() -> None:
    """Everything due leaves, and none of it was refused."""

    async def go() -> None:
        async with client() as http:
            while await drained(http):
                pass

    asyncio.run(go())
    assert list(Dispatch.objects.filter(done_at=None).values_list("type", "last_error")) == []


def as_read(peer: Peer, note: Note) -> dict[str, Any]:
    found: dict[str, Any] = peer.state()["timeline"][note.uri]
    return found


@pytest.mark.django_db(transaction=True)
def test_a_post_its_edit_and_its_removal_are_read_and_believed(told: Cast, peer: Peer) -> None:
    voice: Voice = told.bo_voice
    note = say(voice, text="Late again #northlight", content_warning="Delays", pictures=[PICTURE])
    sent()
    (create,) = peer.received("Create")
    assert (create["verified"], create["by"], create["signed"]) == (True, "http", "draft-cavage")
    read = as_read(peer, note)
    assert read["attributedTo"] == actor_uri(voice)
    assert read["content"] == note.html
    assert (read["summary"], read["sensitive"], read["url"]) == ("Delays", True, note.url)
    assert read["to"] == ["https://www.w3.org/ns/activitystreams#Public"]
    assert read["attachments"][0]["alt"] == "A train"
    assert read["attachments"][0]["url"].endswith("/media/a.webp")
    assert {"text": note.html, "language": "en"} in read["contents"]
    words = content(text="On time", content_warning="", language="en", pictures=())
    revise_note(uri=note.uri, content=words)
    sent()
    assert (as_read(peer, note)["content"], as_read(peer, note)["status"]) == ("<p>On time</p>", "edited")
    remove_note(uri=note.uri)
    sent()
    assert as_read(peer, note)["status"] == "deleted"
    assert [row["type"] for row in peer.received()] == ["Create", "Update", "Delete"]


@pytest.mark.django_db(transaction=True)
def test_our_documents_are_found_and_read(told: Cast, peer: Peer, settings: Settings) -> None:
    config: Config = settings.CONFIG
    note = say(told.bo_voice, text="Good morning")
    for signed in (True, False):
        actor = peer.fetch(actor_uri(told.bo_voice), signed=signed)
        assert (actor["status"], actor["json"]["preferredUsername"]) == (200, "bo")
        assert peer.fetch(note.uri, signed=signed)["json"]["content"] == "<p>Good morning</p>"
    host = config.base_url.split("://")[1]
    finger = peer.fetch(f"{config.base_url}/.well-known/webfinger?resource=acct:bo@{host}", signed=False)
    assert finger["json"]["links"][0]["href"] == actor_uri(told.bo_voice)
    outbox = peer.fetch(f"{actor_uri(told.bo_voice)}/outbox?page=true")["json"]
    assert outbox["orderedItems"][0]["object"]["id"] == note.uri
