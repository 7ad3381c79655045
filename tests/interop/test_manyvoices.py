"""Manyvoices and a server that we did not write, both real, on loopback: the main job on real input.

The product and each of two peers (one knocks with RFC 9421 first, one with draft-cavage) start once. Every test has a
post, and where it needs a quiet one a voice, of its own.
"""

import json
import os
import signal
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.interop.node import node_available
from tests.interop.peer_server import Peer
from tests.product import PATIENCE, Json, Product

SKIP = node_available()
pytestmark = [pytest.mark.node, pytest.mark.skipif(SKIP is not None, reason=str(SKIP))]

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Northlight with @northlight and @ada, as soon as both have their keys."""
    with Product.start(tmp_path_factory.mktemp("product")) as product:
        product.set_up()
        product.wait_for(lambda: all(finger(product, name)[0] == 200 for name in ("ada", "northlight")))
        yield product


@pytest.fixture(scope="module", params=[pytest.param("rfc9421", marks=pytest.mark.long), "draft-cavage"])
def peer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """A peer that shows its notes to signed requests only; each knocks in its own way first."""
    with Peer.start(tmp_path_factory.mktemp("peer"), request.param, authorized_fetch=True) as peer:
        yield peer


@pytest.fixture(scope="module")
def ada(product: Product) -> str:
    """The id of Ada's own voice."""
    found: str = product.ask("actor_of", handle="ada")
    return found


@pytest.fixture(scope="module")
def lena(peer: Peer, product: Product, ada: str) -> str:
    """Lena of the peer, who follows Ada and is accepted."""
    follow(peer, ada, by=f"@ada@{product.host}")
    return peer.actor("lena")


@pytest.fixture
def department(product: Product) -> str:
    """The handle of a voice that nobody follows yet."""
    handle = f"dept{os.urandom(4).hex()}"
    product.ask("make_department", handle=handle)
    return handle


def finger(product: Product, handle: str) -> tuple[int, Json]:
    """Status and document of a WebFinger question."""
    account = quote(f"acct:{handle}@{product.host}")
    page = product.page(f"/.well-known/webfinger?resource={account}", accept="application/jrd+json")
    return page.status, json.loads(page.text) if page.status == 200 else {}


def follow(peer: Peer, actor: str, *, as_: str = "lena", by: str = "") -> None:
    """Follow and wait for the Accept."""
    peer.follow(by or actor, as_=as_)
    peer.wait_for(lambda state: state["following"][as_].get(actor, {}).get("state") == "accepted", PATIENCE)


def seen(peer: Peer, uri: str, status: str = "live") -> Json:
    """The note as the peer understood it, once it has this status there."""

    def found(state: Json) -> Json | None:
        note: Json | None = state["timeline"].get(uri)
        return note if note and note["status"] == status else None

    note = peer.wait_for(found, PATIENCE)
    assert note is not None
    return note


def arrivals(peer: Peer, uri: str, kind: str = "Create") -> list[Json]:
    """What arrived about a note, refused or not."""
    rows = peer.received(kind, verified=False)
    return [row for row in rows if row["objectId"] == uri]


def sent_to(product: Product, peer: Peer, uri: str) -> Json:
    """How the Create of a note of ours fares on its way to the peer."""
    [row] = [row for row in product.ask("dispatches", about=uri) if row["inbox"] == f"{peer.origin}/inbox"]
    found: Json = row
    return found


def all_sent(product: Product, peer: Peer) -> bool:
    """Whether nothing is on its way to the peer."""
    rows = [row for row in product.ask("dispatches") if row["inbox"].startswith(peer.origin)]
    return all(row["done"] or row["dead"] for row in rows)


def on_page(product: Product, post: Json, words: str) -> str:
    """The post's page as soon as these words stand on it."""
    return product.wait_for(lambda: (text := product.page(post["url"]).text) and words in text and text)


def off_page(product: Product, post: Json, words: str) -> str:
    """The post's page as soon as these words are gone from it."""
    return product.wait_for(lambda: (text := product.page(post["url"]).text) and words not in text and text)


def like_of(peer: Peer, note: str, **other: Any) -> Json:
    """A Like of lena's as it would be posted by hand."""
    activity = {"id": f"{peer.actor()}#like-{os.urandom(8).hex()}", "type": "Like", "actor": peer.actor()}
    return {"@context": "https://www.w3.org/ns/activitystreams", **activity, "object": note, **other}


# promise G4
def test_a_stranger_is_looked_up_and_whose_key_does_not_verify_is_dropped(
    product: Product, tmp_path: Path
) -> None:
    post = product.publish("ada", "Who are you?")
    inbox = f"{product.origin}/inbox"
    with Peer.start(tmp_path) as stranger:
        milo, lena = stranger.actor("milo"), stranger.actor("lena")
        forged = like_of(stranger, post["uri"], actor=milo, id=f"{milo}#like-1")
        # Signed with Lena's key under Milo's name: we know neither, so it is taken, looked up and dropped.
        assert stranger.raw(inbox, forged, keyId=f"{milo}#main-key")["statuses"] == [202]
        product.wait_for(lambda: product.ask("waiting", key_id=f"{milo}#main-key") == 0)
        assert "1 like" not in product.page(post["url"]).text
        assert not product.ask("knows_actor", uri=lena)
        assert stranger.raw(inbox, like_of(stranger, post["uri"]))["statuses"] == [202]
        on_page(product, post, "1 like")
        assert product.ask("knows_actor", uri=lena)


def test_the_peer_finds_the_voice_and_the_server(product: Product, peer: Peer, ada: str) -> None:
    account = f"acct:ada@{product.host}"
    found = peer.fetch(f"{product.origin}/.well-known/webfinger?resource={quote(account)}", signed=False)
    assert (found["status"], found["contentType"]) == (200, "application/jrd+json")
    assert found["json"]["subject"] == account
    for spec in ("draft-cavage", "rfc9421"):
        actor = peer.fetch(ada, spec=spec)
        assert (actor["status"], actor["json"]["id"]) == (200, ada)
        assert actor["json"]["publicKey"]["owner"] == ada
    links = peer.fetch(f"{product.origin}/.well-known/nodeinfo", signed=False)["json"]["links"]
    nodeinfo = peer.fetch(links[0]["href"], signed=False)["json"]
    assert nodeinfo["software"]["name"] == "manyvoices"
    assert nodeinfo["protocols"] == ["activitypub"]


# promise G15
def test_a_follow_is_accepted_by_a_signed_accept(product: Product, peer: Peer, ada: str, lena: str) -> None:
    accepts = [row for row in peer.received("Accept") if row["actor"] == ada]
    assert [row["by"] for row in accepts] == ["http"]
    assert product.ask("followers", handle="ada").count(lena) == 1
    total = len(product.ask("followers", handle="ada"))
    assert product.document(f"{ada}/followers")["totalItems"] == total
    fetches = [row for row in peer.journal()["served"] if row["path"] == "/users/lena"]
    assert fetches, "Lena's key was fetched"
    assert all(row["signed"] for row in fetches), (
        "and by signed requests: servers with authorised fetch demand it"
    )


# promise G15
def test_a_post_with_picture_and_warning_arrives_signed(
    product: Product, peer: Peer, ada: str, lena: str
) -> None:
    text = "Testing quieter brakes.\n\nMore at https://northlight.example & soon. #brakes"
    alt = "A hand holds a brake pad"
    post = product.publish("ada", text, content_warning="Loud noises", alt=alt)
    note = seen(peer, post["uri"])
    assert [row["by"] for row in arrivals(peer, post["uri"])] == ["http"]
    assert (note["type"], note["attributedTo"], note["url"]) == ("Note", ada, post["url"])
    assert "<p>Testing quieter brakes.</p>" in note["content"]
    assert {"text": note["content"], "language": "en"} in note["contents"]
    assert (note["summary"], note["sensitive"]) == ("Loud noises", True)
    assert PUBLIC in note["to"]
    [picture] = note["attachments"]
    assert picture["alt"] == alt
    served = product.page(picture["url"], accept="image/*")
    assert (served.status, served.headers["content-type"]) == (200, picture["mediaType"])
    assert product.document(post["url"])["id"] == post["uri"]


# promise G15
def test_an_edit_and_a_delete_follow_the_post(product: Product, peer: Peer, lena: str) -> None:
    post = product.publish("ada", "The lift is repaired.")
    seen(peer, post["uri"])
    product.edit(post["post"], "The lift is repaired, both doors.")
    assert "both doors" in seen(peer, post["uri"], "edited")["content"]
    product.remove(post["post"])
    seen(peer, post["uri"], "deleted")
    page = product.wait_for(lambda: (page := product.page(post["url"])).status == 410 and page)
    assert "both doors" not in page.text
    gone = peer.fetch(post["uri"])
    assert (gone["status"], gone["json"]["type"]) == (410, "Tombstone")
    assert [row["by"] for kind in ("Update", "Delete") for row in arrivals(peer, post["uri"], kind)] == [
        "http",
        "http",
    ]


# promise G15
def test_a_reply_stands_on_our_page_sanitised_and_follows_its_author(
    product: Product, peer: Peer, lena: str
) -> None:
    post = product.publish("ada", "What shall we repair next?")
    nasty = '<p>The <b>bell</b>, please!<script>alert(1)</script><img src="https://evil.example/x.png"></p>'
    reply = peer.reply(
        post["uri"], nasty + '<p><a href="javascript:alert(2)" onclick="alert(3)">here</a></p>'
    )
    text = on_page(product, post, "please!")
    assert escape(f"@lena@127.0.0.1:{peer.port}") in text
    on_page(product, post, "1 reply")
    for bad in ("alert(", "evil.example", "javascript:", "onclick"):
        assert bad not in text, bad
    peer.edit(reply["note"], "<p>The horn, I meant.</p>")
    assert "please!" not in on_page(product, post, "The horn, I meant.")
    peer.delete(reply["note"])
    off_page(product, post, "The horn, I meant.")
    off_page(product, post, "1 reply")  # the count is read a moment before the replies


def test_a_private_reply_stays_off_the_page(product: Product, peer: Peer, lena: str) -> None:
    post = product.publish("ada", "Write to me.")
    peer.reply(post["uri"], "<p>Only for you.</p>", direct=True)
    peer.reply(post["uri"], "<p>For everybody.</p>")
    assert "Only for you." not in on_page(product, post, "For everybody.")


# promise G15
def test_likes_and_boosts_are_counted_and_taken_back(product: Product, peer: Peer, lena: str) -> None:
    post = product.publish("ada", "Do you like it?")
    for person in ("lena", "milo"):
        peer.like(post["uri"], as_=person)
        peer.announce(post["uri"], as_=person)
    on_page(product, post, "2 likes")
    on_page(product, post, "2 boosts")
    peer.unlike(post["uri"])
    peer.unannounce(post["uri"], as_="milo")
    on_page(product, post, "1 like")
    text = on_page(product, post, "1 boost")
    assert "2 likes" not in text
    peer.unannounce(post["uri"])
    off_page(product, post, "boost")


# promise G9
def test_two_followers_of_one_server_are_one_delivery(product: Product, peer: Peer, department: str) -> None:
    actor = product.ask("actor_of", handle=department)
    for person in ("lena", "milo"):
        follow(peer, actor, as_=person)
    assert product.document(f"{actor}/followers")["totalItems"] == 2
    post = product.publish(department, "Once for all.")
    seen(peer, post["uri"])
    [sent] = product.ask("dispatches", about=post["uri"])
    assert sent["inbox"] == f"{peer.origin}/inbox"
    assert len(arrivals(peer, post["uri"])) == 1


def test_after_an_undone_follow_nothing_is_delivered(product: Product, peer: Peer, department: str) -> None:
    actor = product.ask("actor_of", handle=department)
    follow(peer, actor, as_="milo")
    before = product.publish(department, "You still read this.")
    seen(peer, before["uri"])
    peer.undo_follow(actor, as_="milo")
    product.wait_for(lambda: product.ask("followers", handle=department) == [])
    after = product.publish(department, "You do not read this.")
    assert product.ask("dispatches", about=after["uri"]) == []
    assert product.document(f"{actor}/followers")["totalItems"] == 0


@pytest.mark.parametrize("whole", [False, True], ids=["actor", "server"])
# promise G12
def test_the_blocked_are_neither_shown_nor_told(
    product: Product, peer: Peer, department: str, whole: bool
) -> None:
    actor, milo = product.ask("actor_of", handle=department), peer.actor("milo")
    follow(peer, actor, as_="milo")
    post = product.publish(department, "Speak freely.")
    seen(peer, post["uri"])
    peer.reply(post["uri"], "<p>Something rude.</p>", as_="milo")
    on_page(product, post, "Something rude.")
    if whole:
        product.ask("block_server", handle=department, domain=f"127.0.0.1:{peer.port}")
    else:
        product.ask("block", handle=department, actor=milo)
    off_page(product, post, "Something rude.")
    assert product.ask("followers", handle=department) == []
    later = product.publish(department, "Without you.")
    assert product.ask("dispatches", about=later["uri"], kind="Create") == []
    assert peer.fetch(post["uri"], signed=False)["status"] == 200
    assert peer.call("fetch", {"as": "milo", "url": post["uri"]})["status"] == 404
    assert peer.fetch(post["uri"])["status"] == (404 if whole else 200)


def test_a_note_that_is_only_named_is_fetched_by_a_signed_request(
    product: Product, peer: Peer, lena: str
) -> None:
    post = product.publish("ada", "Do you show your notes to strangers?")
    note = peer.reply(post["uri"], "<p>Only to signed requests.</p>")["note"]
    on_page(product, post, "Only to signed requests.")
    assert peer.fetch(note, signed=False)["status"] == 401
    product.ask("forget_note", uri=note)
    off_page(product, post, "Only to signed requests.")
    create = like_of(peer, note, type="Create", to=[PUBLIC])
    assert peer.raw(f"{product.origin}/inbox", create)["statuses"] == [202]
    on_page(product, post, "Only to signed requests.")


@pytest.mark.parametrize("spec", ["draft-cavage", "rfc9421"])
# promise G1
# promise G3
# promise G7
def test_forged_and_repeated_requests_are_refused_and_nothing_is_stored(
    product: Product, peer: Peer, lena: str, spec: str
) -> None:
    post = product.publish("ada", "Try me.")
    inbox = f"{product.origin}/inbox"
    before = product.ask("kept")
    defects = ["unsigned", "stale-date", "future-date", "wrong-digest", "unsigned-digest", "wrong-path"]
    for defect in defects:
        answer = peer.raw(inbox, like_of(peer, post["uri"]), defect=defect, spec=spec)
        assert answer["statuses"] == [401], (defect, answer["answers"])
    forged = like_of(peer, post["uri"], actor=peer.actor("milo"))
    assert peer.raw(inbox, forged, spec=spec)["statuses"] == [401]
    for body in ('{"id": NaN}', '{"id": "a", "id": "b"}', "[" * 5000 + "]" * 5000, "no json", "[]"):
        assert peer.raw(inbox, body=body, spec=spec)["statuses"] == [400], body[:40]
    assert peer.raw(inbox, body='"' + "x" * 1_100_000 + '"', spec=spec)["statuses"] == [413]
    assert product.ask("kept") == before
    # Right at last, and twice the same bytes: the first counts, the second is a replay.
    assert peer.raw(inbox, like_of(peer, post["uri"]), spec=spec, repeat=2)["statuses"] == [202, 401]
    on_page(product, post, "1 like")


def test_a_signature_that_fits_no_key_changes_nothing(product: Product, peer: Peer, lena: str) -> None:
    post = product.publish("ada", "Is that you, Lena?")
    like = like_of(peer, post["uri"])
    answer = peer.raw(f"{product.origin}/inbox", like, defect="wrong-signature")
    # Her key may have changed, so it is fetched once more (202); asked again within minutes the answer is 401.
    assert answer["statuses"] in ([202], [401])
    product.wait_for(lambda: product.ask("waiting", key_id=f"{peer.actor()}#main-key") == 0)
    assert "1 like" not in product.page(post["url"]).text


def test_the_peer_keeps_its_keys_over_a_restart(product: Product, peer: Peer, lena: str) -> None:
    product.wait_for(lambda: all_sent(product, peer))  # or it would have to wait for the next try
    peer.restart()
    post = product.publish("ada", "Welcome back.")
    seen(peer, post["uri"])
    peer.reply(post["uri"], "<p>Here again.</p>")
    on_page(product, post, "Here again.")


# promise G10
def test_what_was_said_while_the_peer_was_down_arrives_later(product: Product, peer: Peer, lena: str) -> None:
    product.wait_for(lambda: all_sent(product, peer))
    peer.stop()
    post = product.publish("ada", "Nobody hears me.")
    later = product.publish("ada", "Nobody hears me either.")
    product.wait_for(lambda: sent_to(product, peer, post["uri"])["because"])
    assert not sent_to(product, peer, post["uri"])["done"]
    peer.launch()
    product.ask("let_waits_end")
    assert seen(peer, post["uri"])
    assert seen(peer, later["uri"])


def test_a_kill_while_it_sends_loses_nothing(product: Product, peer: Peer, ada: str, lena: str) -> None:
    """With one peer the worker is killed, with the other all of the product: the power cut."""
    assert peer.process is not None
    key, worker = product.document(ada)["publicKey"], product.child()
    os.kill(peer.process.pid, signal.SIGSTOP)  # the peer takes connections and says nothing
    try:
        posts = [product.publish("ada", f"Message {number} of 5.") for number in range(5)]
        product.wait_for(lambda: sent_to(product, peer, posts[0]["uri"])["left"])
        assert not sent_to(product, peer, posts[0]["uri"])["done"]
        if "draft-cavage" in peer.options:
            product.kill9()
            product.launch()
        else:
            worker.kill()
    finally:
        os.kill(peer.process.pid, signal.SIGCONT)
    for post in posts:
        seen(peer, post["uri"])
        assert {row["id"] for row in arrivals(peer, post["uri"])} == {f"{post['uri']}/create"}
    assert product.child().pid != worker.pid
    assert product.document(ada)["publicKey"] == key
    assert lena in product.ask("followers", handle="ada")
