"""The practice network itself: a small ASGI application without a framework, mounted on our own port.

POST   accounts/<address>/posts        accept a post; a second one with the same key is a second post
GET    accounts/<address>/posts?key=…  look for what was made under a key
GET    accounts/<address>/posts        all of an account
PATCH  accounts/<address>/posts/<id>   change a post
DELETE accounts/<address>/posts/<id>   remove a post
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
    post: str
    key: str | None
    body: bytes
    behaviour: Behaviour


class SandboxServer:
    """The ASGI application below `prefix`. `secret` is the installation's, `path` the file that keeps the posts."""

    def __init__(self, *, path: Path, secret: str, prefix: str) -> None:
        self._posts = Posts(path)
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
            case method, ["accounts", account, "posts", *rest] if len(rest) < 2:
                return await self._of_account(scope, method, account, "".join(rest), body)
        return Answer(404, {"error": "there is nothing here"})

    async def _of_account(self, scope: Scope, method: str, account: str, post: str, body: bytes) -> Answer:
        token = header(scope, b"authorization").removeprefix("Bearer ")
        if not is_token(token, self._secret, account):
            return Answer(401, {"error": "this token is not the account's"})
        try:
            behaviour = behaviour_of(header(scope, b"sandbox-behaviour"))
        except (ValueError, TypeError) as error:
            return Answer(400, {"error": str(error)})
        if behaviour.is_always("revoked"):
            return Answer(401, {"error": "this account was disconnected"})
        key = parse_qs(scope["query_string"].decode("latin-1")).get("key", [None])[0]
        question = Question(method, account, post, key, body, behaviour)
        return await (self._look(question) if method == "GET" else self._write(question))

    async def _look(self, question: Question) -> Answer:
        if question.key is not None and question.behaviour.is_always("no-lookup"):
            return Answer(501, {"error": "this network cannot look for a key"})
        fault = question.behaviour.fate_of_look_up()
        refused = instead(fault)
        if refused is not None:
            return refused
        await asyncio.sleep(fault.before)
        late = question.behaviour.late if question.key is not None else 0.0
        # Without lateness there is no look at the clock: one that jumped back must not hide what is there.
        before = time.time() - late if late else None
        found = await self._posts.of(question.account, question.key, before)
        return afterwards(fault, Answer(200, {"posts": [self._named(post) for post in found]}))

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
        try:
            content = json.loads(question.body)
        except ValueError:
            content = None
        wrong = _wrong_with(content)
        if wrong:
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
