"""The ASGI front: every request passes here first.

It reads the request's body whole, within the route's cap and deadline, and only then hands it to the WSGI
application or to a mounted ASGI application. A slow or oversized body costs a coroutine, never a thread.
"""

import asyncio
from collections.abc import Iterable, Mapping
from tempfile import SpooledTemporaryFile

from manyvoices.serve.asgi import AsgiApp, Message, Receive, Scope, Send
from manyvoices.serve.bodies import Bodies, Body, Gone, has_body, size_of
from manyvoices.serve.bridge import Bridge
from manyvoices.serve.environ import build_environ
from manyvoices.serve.hosts import is_ours
from manyvoices.serve.inbox_door import InboxDoor
from manyvoices.serve.refusals import NOT_OURS, REFUSALS, STOPPING, refuse
from manyvoices.serve.routes import limit_for
from manyvoices.serve.streams import Streams

# The server would write its own name and nobody needs to know what we run on.
SERVER = (b"server", b"manyvoices")
CHUNK = 64 * 1024


class Front:
    """An ASGI application. `mounts` maps a path prefix to another one; `hosts` are the names we answer to; `inbox` takes
    what other servers post, while we federate; `streams` tells open pages that something changed.
    """

    def __init__(
        self,
        app: Bridge,
        *,
        mounts: Mapping[str, AsgiApp],
        hosts: Iterable[str],
        inbox: InboxDoor | None = None,
        streams: Streams | None = None,
    ) -> None:
        self.app = app
        self.inbox = inbox
        self.streams = streams
        self.mounts = mounts
        self.hosts = frozenset(hosts)
        self.bodies = Bodies()
        self.in_flight = 0
        self.idle = asyncio.Event()
        self.idle.set()
        self.stopping = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        self.in_flight += 1
        self.idle.clear()
        try:
            await self._answer(scope, receive, nameless(send))
        finally:
            self.in_flight -= 1
            if not self.in_flight:
                self.idle.set()

    async def drain(self, seconds: float) -> bool:
        """Refuse new requests and wait for those at work; streams end at once. False: some are not answered by then."""
        self.stopping = True
        if self.streams is not None:
            self.streams.end()
        try:
            async with asyncio.timeout(seconds):
                await self.idle.wait()
        except TimeoutError:
            return False
        return True

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.stopping:
            return await refuse(send, STOPPING)
        if not is_ours(host_of(scope), scope["path"], self.hosts):
            return await refuse(send, NOT_OURS)
        try:
            body = await self._body(scope, receive)
            try:
                return await self._pass_on(scope, body, receive, send)
            finally:
                self.bodies.release(body)
        except Gone:
            return None
        except tuple(REFUSALS) as reason:
            return await refuse(send, REFUSALS[type(reason)])

    async def _body(self, scope: Scope, receive: Receive) -> Body:
        if not has_body(scope["headers"]):
            return SpooledTemporaryFile()
        return await self.bodies.read(scope["headers"], receive, limit_for(scope["path"]))

    async def _pass_on(self, scope: Scope, body: Body, receive: Receive, send: Send) -> None:
        if self.inbox is not None and self.inbox.is_for(scope):
            return await self.inbox.answer(scope, body.read(), send)
        for prefix, app in self.mounts.items():
            if scope["path"].startswith(prefix):
                return await app(scope, replay(body, receive), send)
        environ = build_environ(scope, body, size_of(body))
        if self.streams is not None and self.streams.is_for(scope):
            return await self.streams.answer(environ, receive, send)
        return await self.app.run(environ, send)


def host_of(scope: Scope) -> str:
    """The Host field, empty when it is missing."""
    found = (value for name, value in scope["headers"] if name == b"host")
    return next(found, b"").decode("latin-1")


def nameless(send: Send) -> Send:
    """`send`, with our name in place of the server's."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), SERVER]
        await send(message)

    return sending


def replay(body: Body, receive: Receive) -> Receive:
    """A `receive` that first gives the body that was read, then whatever the server says."""
    sent = False

    async def receiving() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        chunk = body.read(CHUNK)
        sent = len(chunk) < CHUNK
        return {"type": "http.request", "body": chunk, "more_body": not sent}

    return receiving
