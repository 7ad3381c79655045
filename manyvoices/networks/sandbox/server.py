"""The practice network itself: a small ASGI application without a framework, mounted on our own port.

POST   accounts/<address>/posts        accept a post; a second one with the same key is a second post
GET    accounts/<address>/posts?key=…  look for what was made under a key
GET    accounts/<address>/posts        all of an account
PATCH  accounts/<address>/posts/<id>   change a post
DELETE accounts/<address>/posts/<id>   remove a post
POST   accounts/<address>/arrivals     say something to the account, as somebody else
PATCH  accounts/<address>/arrivals/<id>   edit it
DELETE accounts/<address>/arrivals/<id>   take it back
GET    accounts/<address>/arrivals?after=…   what was said to the account after a number, in pages
GET    posts/<id>                      read a post (its id is the secret)
"""

import asyncio
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from manyvoices.networks.sandbox.answers import afterwards, instead
from manyvoices.networks.sandbox.arrivals import Arrivals
from manyvoices.networks.sandbox.asgi import Answer, Receive, Scope, Send, header, raw_path, say, whole
from manyvoices.networks.sandbox.connect import is_token
from manyvoices.networks.sandbox.faults import Behaviour, behaviour_of
from manyvoices.networks.sandbox.limits import LIMITS
from manyvoices.networks.sandbox.posts import Posts


@dataclass(frozen=True)
class Question:
    """A request to an account, trusted by its token."""

    method: str
    account: str
    of: str
    post: str
    asked: dict[str, str]
    body: bytes
    behaviour: Behaviour

    @property
    def key(self) -> str | None:
        """The key that is looked for."""
        return self.asked.get("key")


class SandboxServer:
    """The ASGI application below `prefix`. `secret` is the installation's, `path` the file that keeps the posts."""

    def __init__(self, *, path: Path, secret: str, prefix: str) -> None:
        self._posts = Posts(path)
        self._arrivals = Arrivals(path)
        self._secret = secret
        self._prefix = prefix
        self._writes: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        body = await whole(receive)
        await say(send, await self._answer(scope, body), receive)

    async def _answer(self, scope: Scope, body: bytes) -> Answer:
        parts = [unquote(part) for part in raw_path(scope).removeprefix(self._prefix).split("/")]
        match scope["method"], parts:
            case "GET", ["posts", post]:
                return await self._read(post)
            case _, ["accounts", account, ("posts" | "arrivals") as of, *rest] if len(rest) < 2:
                return await self._of_account(scope, account, of, "".join(rest), body)
        return Answer(404, {"error": "there is nothing here"})

    async def _of_account(self, scope: Scope, account: str, of: str, post: str, body: bytes) -> Answer:
        token = header(scope, b"authorization").removeprefix("Bearer ")
        if not is_token(token, self._secret, account):
            return Answer(401, {"error": "this token is not the account's"})
        try:
            behaviour = behaviour_of(header(scope, b"sandbox-behaviour"))
        except (ValueError, TypeError) as error:
            return Answer(400, {"error": str(error)})
        if behaviour.is_always("revoked"):
            return Answer(401, {"error": "this account was disconnected"})
        asked = {
            name: values[0] for name, values in parse_qs(scope["query_string"].decode("latin-1")).items()
        }
        question = Question(scope["method"], account, of, post, asked, body, behaviour)
        if question.method == "GET":
            return await self._look(question)
        # Faults are for who publishes, not for whoever plays the others.
        return await (self._write(question) if of == "posts" else self._said(question))

    async def _look(self, question: Question) -> Answer:
        if question.key is not None and question.behaviour.is_always("no-lookup"):
            return Answer(501, {"error": "this network cannot look for a key"})
        fault = question.behaviour.fate_of_look_up()
        refused = instead(fault)
        if refused is not None:
            return refused
        await asyncio.sleep(fault.before)
        if question.of == "arrivals":
            return afterwards(fault, await self._page(question))
        late = question.behaviour.late if question.key is not None else 0.0
        # Without lateness there is no look at the clock: one that jumped back must not hide what is there.
        before = time.time() - late if late else None
        found = await self._posts.of(question.account, question.key, before)
        return afterwards(fault, Answer(200, {"posts": [self._named(post) for post in found]}))

    async def _page(self, question: Question) -> Answer:
        after = question.asked.get("after", "0")
        if not after.isascii() or not after.isdigit():
            return Answer(400, {"error": "a place is a number"})
        behaviour = question.behaviour
        return Answer(
            200,
            await self._arrivals.after(question.account, int(after[:15]), behaviour.pages, behaviour.keeps),
        )

    async def _said(self, question: Question) -> Answer:
        if question.method == "DELETE" and question.post:
            await self._arrivals.remove(question.account, question.post)
            return Answer(204)
        content = _read(question.body)
        if content is None:
            return Answer(422, {"error": "what was said is a JSON object"})
        if question.method == "POST" and not question.post:
            return Answer(201, {"id": await self._arrivals.add(question.account, content)})
        if question.method != "PATCH":
            return Answer(405, {"error": "this cannot be done here"})
        changed = await self._arrivals.change(question.account, question.post, content)
        return Answer(200, {"id": question.post}) if changed else Answer(404, {"error": "nobody said this"})

    async def _write(self, question: Question) -> Answer:
        number = self._writes.get(question.account, 0)
        self._writes[question.account] = number + 1
        fault = question.behaviour.fate(number)
        refused = instead(fault)
        if refused is not None:
            return refused
        await asyncio.sleep(fault.before)
        answer = await self._accept(question)
        await asyncio.sleep(fault.after)
        return afterwards(fault, answer) if answer.status < 400 else answer

    async def _accept(self, question: Question) -> Answer:
        match question.method, bool(question.post):
            case "DELETE", True:
                await self._posts.remove(question.account, question.post)
                return Answer(204)
            case ("POST", False) | ("PATCH", True):
                return await self._keep(question)
        return Answer(405, {"error": "this cannot be done here"})

    async def _keep(self, question: Question) -> Answer:
        content = _read(question.body)
        wrong = _wrong_with(content)
        if wrong or content is None:
            return Answer(422, {"error": wrong})
        if question.method == "POST":
            made = await self._posts.add(question.account, content)
            return Answer(201, self._named({"id": made}))
        if await self._posts.change(question.account, question.post, content):
            return Answer(200, self._named({"id": question.post}))
        return Answer(404, {"error": "there is no such post"})

    async def _read(self, post: str) -> Answer:
        found = await self._posts.one(post)
        return Answer(200, text=found["text"]) if found else Answer(404, {"error": "there is no such post"})

    def _named(self, post: dict[str, Any]) -> dict[str, Any]:
        return {**post, "url": f"{self._prefix}posts/{post['id']}"}


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        content = json.loads(body)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def _wrong_with(content: object) -> str:
    if not isinstance(content, dict) or not isinstance(content.get("text"), str):
        return "a post is a JSON object with a text"
    if len(content["text"]) + len(str(content.get("content_warning", ""))) > LIMITS.length:
        return f"a post has at most {LIMITS.length} characters"
    media = content.get("media", [])
    if not isinstance(media, list) or len(media) > LIMITS.pictures or not all(map(_is_picture, media)):
        return f"a post has at most {LIMITS.pictures} pictures, each an object"
    return "" if content["text"] or media else "an empty post says nothing"


def _is_picture(media: object) -> bool:
    return isinstance(media, dict)
