"""The peer proved by itself: two processes talk to each other, and refuse what is not well signed."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.interop import node
from tests.interop.peer_server import Peer, PeerError

SKIP = node.node_available()
skip_without_node = pytest.mark.skipif(SKIP is not None, reason=str(SKIP))


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """A peer that knocks with RFC 9421 first."""
    with Peer.start(tmp_path_factory.mktemp("near")) as peer:
        yield peer


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """A peer that knocks with draft-cavage, shows notes to signed requests only, fetches keys unsigned."""
    folder = tmp_path_factory.mktemp("far")
    with Peer.start(folder, "draft-cavage", authorized_fetch=True, sign_key_fetch=False) as peer:
        yield peer


def test_lock_file_names_no_host() -> None:
    text = (node.SOURCE / "package-lock.json").read_text()
    packages: dict[str, dict[str, Any]] = json.loads(text)["packages"]
    assert "://" not in text
    assert '"resolved"' not in text
    assert all("integrity" in row for name, row in packages.items() if name)


def test_missing_node_is_said_with_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MANYVOICES_TEST_NODE", str(tmp_path / "none"))
    assert "./run interop-setup" in str(node.node_available())
    with pytest.raises(PeerError, match="interop-setup"):
        Peer.start(tmp_path / "state")


def test_outdated_packages_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MANYVOICES_TEST_NODE", "/bin/sh")
    monkeypatch.setattr(node, "PACKAGES", tmp_path)
    (tmp_path / node.STAMP).write_text("another lock file")
    assert "interop-setup" in str(node.node_available())


@pytest.mark.node
@skip_without_node
def test_discovery(near: Peer) -> None:
    handle = f"acct:lena@127.0.0.1:{near.port}"
    finger = near.fetch(f"{near.origin}/.well-known/webfinger?resource={handle}", signed=False)
    assert (finger["status"], finger["contentType"]) == (200, "application/jrd+json")
    assert finger["json"]["links"][0]["href"] == near.actor()
    actor = near.fetch(near.actor(), signed=False)["json"]
    assert actor["publicKey"]["owner"] == near.actor()
    links = near.fetch(f"{near.origin}/.well-known/nodeinfo", signed=False)["json"]["links"]
    assert near.fetch(links[0]["href"], signed=False)["json"]["protocols"] == ["activitypub"]
    assert near.fetch(near.actor("nobody"), signed=False)["status"] == 404
    assert near.fetch(near.actor(), signed=False, accept="text/html")["status"] == 406


def follow_and_wait(peer: Peer, target: str, *, as_: str = "lena") -> None:
    actor = peer.follow(target, as_=as_)["actor"]
    peer.wait_for(lambda state: state["following"][as_][actor]["state"] == "accepted")


@pytest.mark.node
@skip_without_node
def test_follow_by_handle_is_accepted_and_undone(near: Peer, far: Peer) -> None:
    follow_and_wait(near, far.handle("milo"), as_="milo")
    assert near.actor("milo") in far.state()["followers"]["milo"]
    near.undo_follow(far.actor("milo"), as_="milo")
    assert near.actor("milo") not in far.state()["followers"]["milo"]
    with pytest.raises(PeerError, match="does not follow"):
        near.undo_follow(far.actor("milo"), as_="milo")


@pytest.mark.node
@skip_without_node
def test_follow_is_rejected_or_held(near: Peer, far: Peer) -> None:
    near.answer_follows("reject")
    far.follow(near.actor("milo"), as_="milo")
    far.wait_for(lambda state: state["following"]["milo"][near.actor("milo")]["state"] == "rejected")
    near.answer_follows("accept")
    assert far.actor("milo") not in near.state()["followers"]["milo"]
    with pytest.raises(PeerError, match="accept, reject or hold"):
        near.answer_follows("perhaps")


@pytest.mark.node
@skip_without_node
def test_a_whole_conversation_both_ways(near: Peer, far: Peer) -> None:
    for one, other in ((near, far), (far, near)):
        follow_and_wait(one, other.actor())
        note = other.post("<p>The lift is repaired.</p>")["note"]
        assert one.state()["timeline"][note]["content"] == "<p>The lift is repaired.</p>"
        reply = one.reply(note, "<p>Thank you!</p>")["note"]
        one.like(note)
        one.announce(note)
        seen = other.state()["timeline"][reply]
        assert (seen["inReplyTo"], seen["attributedTo"], seen["status"]) == (note, one.actor(), "live")
        one.edit(reply, "<p>Thank you all!</p>")
        assert other.state()["timeline"][reply]["content"] == "<p>Thank you all!</p>"
        one.unlike(note)
        one.unannounce(note)
        one.delete(reply)
        assert other.state()["timeline"][reply]["status"] == "deleted"
        kinds = [row["type"] for row in other.received() if row["actor"] == one.actor()]
        for kind in ("Follow", "Create", "Like", "Announce", "Update", "Undo", "Delete"):
            assert kind in kinds
        with pytest.raises(PeerError, match="is no note of"):
            one.edit(reply, "<p>Too late</p>")
        with pytest.raises(PeerError, match="has done no like"):
            one.unlike(note)


@pytest.mark.node
@skip_without_node
def test_block_ends_the_follow_and_can_be_undone(near: Peer, far: Peer) -> None:
    near.follow(far.actor(), as_="milo")
    far.wait_for(lambda state: near.actor("milo") in state["followers"]["lena"])
    far.block(near.actor("milo"))
    assert near.actor("milo") not in far.state()["followers"]["lena"]
    assert near.state()["blockedBy"] == {far.actor(): near.actor("milo")}
    far.unblock(near.actor("milo"))
    assert near.state()["blockedBy"] == {}


@pytest.mark.node
@skip_without_node
def test_authorised_fetch_refuses_the_unsigned(near: Peer, far: Peer) -> None:
    note = far.post("<p>Only for known servers.</p>")["note"]
    assert near.fetch(note, signed=False)["status"] == 401
    for spec in ("draft-cavage", "rfc9421"):
        assert near.fetch(note, spec=spec)["status"] == 200


def like_of(peer: Peer, note: str) -> dict[str, str]:
    context = "https://www.w3.org/ns/activitystreams"
    return {
        "@context": context,
        "id": f"{note}#{os.urandom(8).hex()}",
        "type": "Like",
        "actor": peer.actor(),
        "object": note,
    }


@pytest.mark.node
@skip_without_node
@pytest.mark.parametrize("spec", ["draft-cavage", "rfc9421"])
def test_signatures_are_judged_strictly(near: Peer, far: Peer, spec: str) -> None:
    inbox = f"{far.origin}/inbox"
    activity = like_of(near, far.actor())
    assert near.raw(inbox, activity, spec=spec)["statuses"] == [202]
    assert far.received(verified=False)[-1]["by"] == "http"
    defects = ["unsigned", "stale-date", "future-date", "wrong-digest", "wrong-signature", "wrong-path"]
    # Fedify accepts an RFC 9421 signature that leaves the digest out: that defect is draft-cavage's alone.
    for defect in defects + (["unsigned-digest"] if spec == "draft-cavage" else []):
        assert near.raw(inbox, activity, spec=spec, defect=defect)["statuses"] == [401], defect
        last = far.received(verified=False)[-1]
        assert (last["verified"], last["status"]) == (False, 401)
        assert last["reasons"]
    forged = {**activity, "actor": near.actor("milo")}
    assert near.raw(inbox, forged, spec=spec)["statuses"] == [401]


@pytest.mark.node
@skip_without_node
def test_a_context_of_another_host_is_never_readable(near: Peer, far: Peer) -> None:
    activity = {**like_of(near, far.actor()), "@context": "http://127.0.0.1:9/context.jsonld"}
    assert near.raw(f"{far.origin}/inbox", activity)["statuses"] == [500]
    assert "valid JSON-LD" in far.received(verified=False)[-1]["reasons"][-1]


@pytest.mark.node
@skip_without_node
def test_the_same_bytes_twice_are_counted_but_done_once(near: Peer, far: Peer) -> None:
    answers = near.raw(f"{far.origin}/inbox", like_of(near, far.actor()), repeat=2)["answers"]
    assert [row["status"] for row in answers] == [202, 202]
    assert "already been processed" in answers[1]["text"]


@pytest.mark.node
@skip_without_node
def test_the_second_knock_is_draft_cavage(near: Peer) -> None:
    with old_server() as (origin, knocks):
        near.follow(f"{origin}/actor", as_="milo")
        near.follow(f"{origin}/actor", as_="milo")
        assert knocks == ["rfc9421", "draft-cavage", "draft-cavage"]
        near.forget()
        near.follow(f"{origin}/actor", as_="milo")
        assert knocks[3:] == ["rfc9421", "draft-cavage"]


@contextlib.contextmanager
def old_server() -> Iterator[tuple[str, list[str]]]:
    """An actor whose inbox understands draft-cavage alone: it answers 401 to RFC 9421."""
    knocks: list[str] = []

    class Old(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = {
                "@context": "https://www.w3.org/ns/activitystreams",
                "type": "Person",
                "id": f"{origin}/actor",
            }
            self.answer(200, json.dumps({**body, "inbox": f"{origin}/inbox"}).encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            knocks.append("rfc9421" if "Signature-Input" in self.headers else "draft-cavage")
            self.answer(401 if knocks[-1] == "rfc9421" else 202, b"")

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/activity+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Keep the test's output quiet."""

    with HTTPServer(("127.0.0.1", 0), Old) as server:
        origin = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield origin, knocks
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.node
@skip_without_node
def test_keys_and_followers_outlive_a_restart(near: Peer, far: Peer) -> None:
    follow_and_wait(near, far.actor("milo"))
    key = far.fetch(far.actor(), signed=False)["json"]["publicKey"]["publicKeyPem"]
    far.restart()
    assert far.fetch(far.actor(), signed=False)["json"]["publicKey"]["publicKeyPem"] == key
    note = far.post("<p>Still here.</p>", as_="milo")["note"]
    assert near.state()["timeline"][note]["status"] == "live"


@pytest.mark.node
@skip_without_node
def test_it_ends_by_stop_and_with_its_parent(tmp_path: Path) -> None:
    peer = Peer.start(tmp_path)
    assert peer.process is not None
    assert peer.process.stdin is not None
    peer.process.stdin.close()  # what the death of the test's process does
    assert peer.process.wait(timeout=10) == 0
    peer.restart()
    assert answers(peer)
    peer.stop()
    peer.stop()
    assert not answers(peer)


def answers(peer: Peer) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", peer.port)) == 0
