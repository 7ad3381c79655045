"""The second server believes only what the demo signed, and its passengers answer with a good signature."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import pytest

from manyvoices.core.http import Client, Response
from manyvoices.demo.peer import server
from manyvoices.demo.peer.server import Platform9
from manyvoices.demo.peer.store import Store
from manyvoices.demo.peer.wire import Wire
from manyvoices.demo_mark import DemoMark
from manyvoices.federation import signatures

MARK = DemoMark(port=8000, peer_port=8001)
OURS = signatures.make_key_pair()
ANNA = f"{MARK.origin}/actors/7"
KEY = f"{ANNA}#main-key"
NOTE = f"{MARK.origin}/notes/9"
Json = dict[str, Any]


class Demo:
    """The demo as the second server dials it: its actors, and the answers that reached its inbox."""

    def __init__(self) -> None:
        self.taken: list[tuple[dict[str, str], bytes]] = []

    async def request(self, method: str, url: str, **given: Any) -> Response:
        if method == "POST":
            self.taken.append((given["headers"], given["body"]))
            return Response(202, {}, b"", url)
        key = {"id": KEY, "owner": ANNA, "publicKeyPem": OURS.public_pem}
        actor = {"id": ANNA, "name": "Anna", "inbox": f"{ANNA}/inbox", "publicKey": key}
        return (
            Response(200, {}, json.dumps(actor).encode(), url) if url == ANNA else Response(404, {}, b"", url)
        )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept = Store(tmp_path)
    kept.keep_key(OURS.public_pem, OURS.private_pem)
    return kept


def activity(actor: str = ANNA) -> Json:
    note = {"id": NOTE, "type": "Note", "attributedTo": actor, "content": "<p>Quiet</p><script>x</script>"}
    return {"id": f"{NOTE}/create", "type": "Create", "actor": actor, "object": note}


async def call(
    app: Platform9, method: str, path: str, headers: dict[str, str], body: bytes = b""
) -> tuple[int, str]:
    """Status and text of one request."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    target, _, query = path.partition("?")
    fields = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": target,
        "query_string": query.encode(),
        "headers": fields,
    }
    await app(scope, receive, send)
    return sent[0]["status"], sent[1]["body"].decode()


def signed(told: Json, key_id: str = KEY) -> tuple[dict[str, str], bytes]:
    body = json.dumps(told).encode()
    given = {"Content-Type": "application/activity+json"}
    url = f"{MARK.peer_origin}/inbox"
    more = signatures.sign(
        method="POST",
        url=url,
        body=body,
        key_id=key_id,
        private_key_pem=OURS.private_pem,
        now=datetime.now(UTC),
        headers=given,
    )
    return {**given, **more}, body


def app_for(store: Store, demo: Demo) -> Platform9:
    return Platform9(MARK, store, Wire(cast(Client, demo), MARK.origin))


def test_a_first_post_is_kept_and_answered_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "READING", 0.01)
    demo = Demo()

    async def go() -> None:
        app = app_for(store, demo)
        for _ in range(2):
            assert (await call(app, "POST", "/inbox", *signed(activity())))[0] == 202
        await asyncio.sleep(0.2)
        status, page = await call(app, "GET", "/", {})
        assert status == 200
        assert "Quiet" in page
        assert "<script>" not in page

    asyncio.run(go())
    [(headers, body)] = demo.taken
    said = json.loads(body)
    assert said["object"]["inReplyTo"] == NOTE
    request = signatures.IncomingRequest(
        method="POST",
        path="/actors/7/inbox",
        host="localhost:8000",
        headers={name.lower(): value for name, value in headers.items()},
        body=body,
        scheme="http",
    )
    signatures.verify(request, signatures.claimed(request), OURS.public_pem, datetime.now(UTC))


def test_what_is_not_well_signed_is_not_believed(store: Store) -> None:
    demo = Demo()
    headers, body = signed(activity())
    foreign = "https://mastodon.example/users/x"

    async def go() -> None:
        app = app_for(store, demo)
        assert (await call(app, "POST", "/inbox", {}, body))[0] == 401
        assert (await call(app, "POST", "/inbox", headers, body.replace(b"Quiet", b"Loud!")))[0] == 401
        assert (await call(app, "POST", "/inbox", *signed(activity(f"{MARK.origin}/actors/8"))))[0] == 401
        assert (await call(app, "POST", "/inbox", *signed(activity(foreign), f"{foreign}#main-key")))[
            0
        ] == 401

    asyncio.run(go())
    assert store.newest() == []


def test_lena_answers_by_a_button_that_no_other_site_may_press(store: Store) -> None:
    demo = Demo()
    form = urlencode({"post": NOTE, "text": "Which train?"}).encode()

    async def go() -> None:
        app = app_for(store, demo)
        await call(app, "POST", "/inbox", *signed(activity()))
        assert (await call(app, "POST", "/answer", {"Origin": "https://evil.example"}, form))[0] == 403
        assert (await call(app, "POST", "/answer", {"Origin": MARK.peer_origin}, form))[0] == 303
        await asyncio.sleep(0.1)

    asyncio.run(go())
    assert [json.loads(body)["actor"] for _, body in demo.taken] == [f"{MARK.peer_origin}/people/lena_hofer"]


def test_passengers_are_found(store: Store) -> None:
    async def go() -> None:
        app = app_for(store, Demo())
        where = "/.well-known/webfinger?resource=acct:lena_hofer@127.0.0.1:8001"
        status, told = await call(app, "GET", where, {})
        assert status == 200
        uri = json.loads(told)["links"][0]["href"]
        _, actor = await call(
            app, "GET", uri.removeprefix(MARK.peer_origin), {"Accept": "application/activity+json"}
        )
        assert json.loads(actor)["publicKey"]["publicKeyPem"] == OURS.public_pem
        assert (await call(app, "GET", "/people/nobody", {}))[0] == 404

    asyncio.run(go())
