"""What is fetched is believed only from its own address, with its own type, in few requests."""

import asyncio
from typing import Any

import pytest

from manyvoices.core.clock import now
from manyvoices.core.http import NotSent, Refused, Uncertain
from manyvoices.federation.fetching import MOST_REQUESTS, Errand, Gone, NotFetched, TryLater, is_activity
from manyvoices.federation.models import Block
from manyvoices.federation.tests.far_web import FarWeb
from manyvoices.federation.tests.neighbours import tools
from manyvoices.federation.tests.strangers import Stranger, pair
from tests.cast import Cast

pytestmark = pytest.mark.django_db

LENA = Stranger()
NOTE = "https://other.example/notes/1"


def fetch(far: FarWeb, uri: str = NOTE) -> dict[str, Any]:
    return asyncio.run(Errand(tools(far)).document(uri))


def said(uri: str = NOTE, **more: Any) -> dict[str, Any]:
    return {"id": uri, "type": "Note"} | more


def test_a_document_at_its_own_address_is_returned() -> None:
    far = FarWeb().put(NOTE, said(content="x"))
    assert fetch(far) == said(content="x")
    assert far.urls == [NOTE]


# promise G5
@pytest.mark.parametrize(
    "content_type",
    [
        "text/html",
        "application/json",
        "",
        "image/png",
        "application/ld+json",
        'application/ld+json; profile="x"',
    ],
)
def test_another_content_type_is_no_document(content_type: str) -> None:
    """CVE-2024-25623: a file that a user uploaded, served under its server's name, was read as an actor."""
    with pytest.raises(NotFetched, match="no ActivityPub document"):
        fetch(FarWeb().put(NOTE, said(), content_type=content_type))


@pytest.mark.parametrize(
    "content_type",
    [
        "application/activity+json",
        "Application/Activity+JSON; charset=utf-8",
        'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
        'application/ld+json; charset=utf-8; profile="https://x https://www.w3.org/ns/activitystreams"',
    ],
)
def test_the_types_of_activitypub(content_type: str) -> None:
    assert is_activity(content_type)


# promise G5
def test_a_document_with_another_id_is_fetched_from_there() -> None:
    there = "https://elsewhere.example/notes/2"
    far = FarWeb().put(NOTE, said(there, content="forged")).put(there, said(there, content="true"))
    assert fetch(far)["content"] == "true"
    assert far.urls == [NOTE, there]


# promise G5
def test_an_id_that_leads_on_is_dropped() -> None:
    """CVE-2024-25636: whoever believes the second document believes anything."""
    far = (
        FarWeb()
        .put(NOTE, said("https://a.example/1"))
        .put("https://a.example/1", said("https://b.example/2"))
    )
    with pytest.raises(NotFetched, match="another id"):
        fetch(far)


# promise G5
def test_a_redirect_does_not_make_a_document_anothers() -> None:
    there = "https://evil.example/note"
    far = FarWeb().put(NOTE, b"", status=302, Location=there).put(there, said(NOTE, content="forged"))
    with pytest.raises(NotFetched):
        fetch(far)
    assert far.urls == [NOTE, there, NOTE, there]


def test_a_redirect_on_the_way_is_followed() -> None:
    there = "https://other.example/@lena/1"
    far = FarWeb().put(there, b"", status=301, Location="/notes/1").put(NOTE, said())
    assert fetch(far, there) == said()


# promise G8
def test_a_server_that_refers_to_itself_for_ever_is_left() -> None:
    far = FarWeb()
    for number in range(20):
        far.put(f"https://other.example/{number}", b"", status=302, Location=f"/{number + 1}")
    with pytest.raises(NotFetched, match=f"more than {MOST_REQUESTS}"):
        fetch(far, "https://other.example/0")
    assert len(far.asked) == MOST_REQUESTS


# promise G8
def test_one_errand_has_one_budget_for_all_it_fetches() -> None:
    far = FarWeb()
    errand = Errand(tools(far))

    async def go() -> None:
        for number in range(20):
            uri = f"https://other.example/{number}"
            far.put(uri, said(uri))
            await errand.document(uri)

    with pytest.raises(NotFetched):
        asyncio.run(go())
    assert len(far.asked) == MOST_REQUESTS


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"id":NaN}',
        b'{"id":"a","id":"b"}',
        b'{"id":7}',
        b"{}",
        b'{"a":' * 70 + b"1" + b"}" * 70,
    ],
)
def test_what_cannot_be_read_strictly_is_dropped(body: bytes) -> None:
    with pytest.raises(NotFetched):
        fetch(FarWeb().put(NOTE, body))


@pytest.mark.parametrize(
    ("answer", "error"),
    [(410, Gone), (404, NotFetched), (401, NotFetched), (204, NotFetched), (429, TryLater), (503, TryLater)],
)
def test_what_a_status_means(answer: int, error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        fetch(FarWeb().put(NOTE, said(), status=answer))
    assert type(raised.value) is error


@pytest.mark.parametrize(
    ("fault", "error"), [(NotSent("x"), TryLater), (Uncertain("x"), TryLater), (Refused("x"), NotFetched)]
)
def test_what_a_broken_connection_means(fault: Any, error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        fetch(FarWeb({NOTE: fault}))
    assert type(raised.value) is error


@pytest.mark.parametrize(
    "uri",
    [
        "http://other.example/notes/1",
        "https://127.0.0.1/notes/1",
        "https://localhost/x",
        "https://[::1]/x",
        "https://user@other.example/x",
        "file:///etc/passwd",
        "https://voices.example/notes/1",
        "https://other.example:22/x",
        "x",
    ],
)
def test_nobody_names_an_address_of_this_machine(uri: str) -> None:
    far = FarWeb()
    with pytest.raises(NotFetched):
        fetch(far, uri)
    assert far.urls == []


# promise G12
def test_a_redirect_does_not_lead_to_a_blocked_server(cast: Cast) -> None:
    Block.objects.create(domain="evil.example", because="spam", placed_by=cast.ada, placed_at=now())
    far = FarWeb().put(NOTE, b"", status=302, Location="https://sub.evil.example/x")
    with pytest.raises(NotFetched, match="blocked"):
        fetch(far)
    assert far.urls == [NOTE]


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "Note"},
        {"inbox": "https://evil.example/inbox"},
        {"inbox": None},
        {"publicKey": None},
        {"publicKey": {"id": "https://other.example/other", "owner": LENA.uri, "publicKeyPem": "x"}},
        {"publicKey": LENA.document()["publicKey"] | {"owner": "https://other.example/users/milo"}},
        {"publicKey": LENA.document()["publicKey"] | {"publicKeyPem": "no key"}},
        {"publicKey": LENA.document()["publicKey"] | {"publicKeyPem": pair("lena").private_pem}},
        {"publicKey": LENA.key_id},
    ],
)
def test_an_actor_that_does_not_hold_together_is_dropped(changes: dict[str, Any]) -> None:
    far = FarWeb().put(LENA.uri, LENA.document(**changes))
    with pytest.raises(NotFetched):
        asyncio.run(Errand(tools(far)).actor(LENA.key_id))


def test_what_an_actor_says_of_itself_is_made_harmless() -> None:
    changes = {
        "name": "Lena\u202e \n Linde",
        "preferredUsername": "a@b",
        "url": [{"href": "javascript:alert(1)"}],
        "endpoints": {"sharedInbox": "https://evil.example/inbox"},
    }
    far = FarWeb().put(LENA.uri, LENA.document(**changes))
    card = asyncio.run(Errand(tools(far)).actor(LENA.key_id))
    assert (card.name, card.username, card.url, card.shared_inbox) == ("Lena Linde", "", LENA.uri, "")
