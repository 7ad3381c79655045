"""The second server as an ASGI application: actors, WebFinger, an inbox that believes only good signatures, one page."""

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any
from urllib.parse import parse_qs

from manyvoices.core.markup.plain import to_html
from manyvoices.demo.content_files import read
from manyvoices.demo.passengers import passengers
from manyvoices.demo.peer import documents, pages
from manyvoices.demo.peer.store import PassengerAnswer, Post, Store
from manyvoices.demo.peer.wire import NotBelieved, Wire
from manyvoices.demo_mark import DemoMark
from manyvoices.federation.signatures import IncomingRequest
from manyvoices.networks.sandbox.asgi import Receive, Scope, Send, header, raw_path, whole

LARGEST = 262_144
# A passenger reads before answering.
READING = 1.0
HTML = "text/html; charset=utf-8"
ACTIVITY = "application/activity+json"
POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


@dataclass(frozen=True)
class Reply:
    """What is sent back."""

    status: int
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    location: str = ""


class Platform9:
    """The application. Everything it keeps is in `store`; everything it says goes over `wire`."""

    def __init__(self, mark: DemoMark, store: Store, wire: Wire) -> None:
        self._mark, self._store, self._wire = mark, store, wire
        self._origin = mark.peer_origin
        self._at_work: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        reply = await self._answer(scope, receive)
        fields = {
            "content-type": reply.kind,
            "content-length": str(len(reply.body)),
            "content-security-policy": POLICY,
            "x-robots-tag": "noindex",
            "cache-control": "no-store",
        }
        fields |= {"location": reply.location} if reply.location else {}
        headers = [(name.encode(), value.encode("latin-1")) for name, value in fields.items()]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": reply.body})

    async def _answer(self, scope: Scope, receive: Receive) -> Reply:
        path = raw_path(scope)
        if scope["method"] == "POST":
            if int(header(scope, b"content-length") or 0) > LARGEST:
                return Reply(413)
            body = await whole(receive)
            if path == "/answer":
                return self._lena(scope, body)
            return await self._inbox(scope, path, body) if path.endswith("/inbox") else Reply(404)
        return self._get(scope, path)

    def _get(self, scope: Scope, path: str) -> Reply:
        if path == "/":
            posts = self._store.newest()
            answers = self._store.answers_to(post.uri for post in posts)
            return _page(pages.timeline(posts, answers, self._mark.origin))
        if path == "/style.css":
            return Reply(200, pages.STYLE.encode(), "text/css; charset=utf-8")
        if path == "/.well-known/webfinger":
            return self._webfinger(scope)
        match path.strip("/").split("/"):
            case ["people", username] if username in documents.BY_NAME:
                return self._person(scope, username)
            case ["people", username, "answers", number] if (
                username in documents.BY_NAME and number.isdigit()
            ):
                return self._note(int(number))
        return Reply(404, b"There is nothing here.\n")

    def _person(self, scope: Scope, username: str) -> Reply:
        if "json" not in header(scope, b"accept"):
            return _page(pages.person(username, self._origin.partition("://")[2]))
        public, _ = self._store.key()
        return _document(documents.actor(documents.BY_NAME[username], self._origin, public))

    def _note(self, number: int) -> Reply:
        answer = self._store.answer(number)
        post = self._store.post(answer.post) if answer else None
        if answer is None or post is None:
            return Reply(404)
        return _document(documents.answer_note(answer, post, self._origin, str(to_html(answer.text))))

    def _webfinger(self, scope: Scope) -> Reply:
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("resource", [""])[0]
        name, _, host = asked.removeprefix("acct:").partition("@")
        if name not in documents.BY_NAME or host != self._origin.partition("://")[2]:
            return Reply(404)
        told = documents.webfinger(documents.BY_NAME[name], self._origin)
        return Reply(200, json.dumps(told).encode(), "application/jrd+json")

    async def _inbox(self, scope: Scope, path: str, body: bytes) -> Reply:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        request = IncomingRequest(
            method="POST",
            path=path,
            host=self._origin.partition("://")[2],
            headers=headers,
            body=body,
            scheme="http",
        )
        try:
            activity, actor = await self._wire.believed(request)
        except NotBelieved as refused:
            return Reply(401, f"{refused}\n".encode())
        self._take(activity, actor)
        return Reply(202, b"Taken.\n")

    def _take(self, activity: dict[str, Any], actor: dict[str, Any]) -> None:
        thing = activity.get("object")
        if activity["type"] == "Delete":
            self._store.drop_post(str(thing["id"] if isinstance(thing, dict) else thing), actor["id"])
        if activity["type"] not in {"Create", "Update"} or not isinstance(thing, dict):
            return
        post = _post(thing, actor)
        is_first = activity["type"] == "Create" and not self._store.has_answered(post.author)
        if self._store.keep_post(post) and is_first:
            words = read("passengers")["answers"]
            chance = Random(post.uri)
            one = chance.choice(passengers()[1:])
            self._soon(post, one.username, chance.choice(words.get(post.language, words["en"])), READING)

    def _lena(self, scope: Scope, body: bytes) -> Reply:
        """The form of the page. Another site may not press its button."""
        if header(scope, b"origin") not in {"", "null", self._origin}:
            return Reply(403, b"Press the button on this page.\n")
        given = parse_qs(body.decode("utf-8", "replace"))
        post = self._store.post(given.get("post", [""])[0])
        text = given.get("text", [""])[0].strip()[:300]
        if post is None or not text:
            return Reply(404, b"There is nothing to answer.\n")
        self._soon(post, passengers()[0].username, text, 0)
        return Reply(303, location="/")

    def _soon(self, post: Post, username: str, text: str, seconds: float) -> None:
        answer = self._store.keep_answer(post.uri, username, text)
        task = asyncio.get_running_loop().create_task(self._send(answer, post, seconds))
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)

    async def _send(self, answer: PassengerAnswer, post: Post, seconds: float) -> None:
        await asyncio.sleep(seconds)
        one = documents.BY_NAME[answer.username]
        note = documents.answer_note(answer, post, self._origin, str(to_html(answer.text)))
        _, private = self._store.key()
        try:
            actor = await self._wire.actor(post.author)
            inbox = str(actor.get("endpoints", {}).get("sharedInbox") or actor["inbox"])
            status = await self._wire.send(inbox, documents.create(note), one.key_id(self._origin), private)
        except NotBelieved:
            status = 599
        self._store.mark_answer(answer.id, status)


def _post(thing: dict[str, Any], actor: dict[str, Any]) -> Post:
    languages = thing.get("contentMap")
    return Post(
        uri=str(thing["id"]),
        url=str(thing.get("url") or thing["id"]),
        author=str(actor["id"]),
        name=str(actor.get("name") or actor.get("preferredUsername", "")),
        html=str(thing.get("content", "")),
        language=next(iter(languages), "en") if isinstance(languages, dict) else "en",
        published=str(thing.get("published", "")),
        arrived=datetime.now(UTC).isoformat(),
    )


def _page(text: str) -> Reply:
    return Reply(200, text.encode(), HTML)


def _document(told: dict[str, Any]) -> Reply:
    return Reply(200, json.dumps(told).encode(), ACTIVITY)
