"""A real server for the tests of the front: `python -m manyvoices.serve.tests.standing KIND PORT`.

KIND is `front`, or the name of a twin that is broken on purpose in the one respect a test is about.
"""

import asyncio
import hashlib
import re
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

import uvloop

from manyvoices.serve import bridge, routes
from manyvoices.serve.asgi import AsgiApp, Environ, Message, Receive, Scope, Send
from manyvoices.serve.environ import build_environ
from manyvoices.serve.front import Front
from manyvoices.serve.web import serve

PIECES, PIECE = 24, b"x" * routes.MIB
NAP = 0.5


def app(environ: Environ, start_response: Any) -> Iterable[bytes]:
    """A small WSGI application with one path for each thing a client may do."""
    path = environ["PATH_INFO"]
    if path == "/broken":
        raise RuntimeError("broken on purpose")
    start_response("200 OK", [("Content-Type", "text/plain")])
    if path == "/long":
        return pieces()
    if path == "/nap":
        time.sleep(NAP)
    if path == "/headers":
        return [repr({key: value for key, value in environ.items() if key.startswith("HTTP_")}).encode()]
    return [answer_to(environ["wsgi.input"].read())]


def answer_to(body: bytes) -> bytes:
    """What the application saw of a body: its length and its SHA-256."""
    return f"{len(body)} {hashlib.sha256(body).hexdigest()}".encode()


def pieces() -> Iterator[bytes]:
    """A long answer, made as it is taken."""
    for _ in range(PIECES):
        yield PIECE


class BodyInThread(Front):
    """The broken twin: the application's thread waits for the client's body."""

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith("/in-flight"):
            return await super()._answer(scope, receive, send)
        body: Any = WaitingBody(asyncio.get_running_loop(), receive)
        return await self.app.run(build_environ(scope, body, 0), send)


class WaitingBody:
    """A wsgi.input that fetches the body while the application reads it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, receive: Receive) -> None:
        self.loop = loop
        self.receive = receive

    def read(self) -> bytes:
        """The whole body, however long that takes."""
        taken, more = b"", True
        while more:
            message: Message = asyncio.run_coroutine_threadsafe(fetch(self.receive), self.loop).result()
            taken += message.get("body", b"")
            more = message.get("more_body", False)
        return taken


async def fetch(receive: Receive) -> Message:
    """`receive` as a coroutine; the server's own is only awaitable."""
    return await receive()


class AnswerInThread(bridge.Bridge):
    """The broken twin: the application's thread waits until the client has taken the answer."""

    async def run(self, environ: Environ, send: Send) -> None:
        """Answer one request from inside one thread."""
        loop = asyncio.get_running_loop()

        def whole() -> None:
            answer = bridge.ask(self.app, environ)
            asyncio.run_coroutine_threadsafe(self._deliver_all(answer, send), loop).result()

        await loop.run_in_executor(self.pool, whole)

    async def _deliver_all(self, answer: bridge.Answer, send: Send) -> None:
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        for part in [answer.start, *(answer.rest or ())]:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def counter(fronts: list[Front]) -> AsgiApp:
    """A mounted application: how many requests are at work, this one included, and the body it was given."""

    async def counting(_scope: Scope, receive: Receive, send: Send) -> None:
        body = (await receive())["body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"%d %s" % (fronts[0].in_flight, body)})

    return counting


def make(kind: str) -> Front:
    """The front or one of its twins, with routes whose limits a test can reach."""
    hasty = (re.compile(r"/hasty"), routes.Limit(size=1000, seconds=0.5))
    patient = (re.compile(r"/patient"), routes.Limit(size=1000, seconds=60))
    routes.LIMITS = (hasty, patient, *routes.LIMITS)
    fronts: list[Front] = []
    front_class = BodyInThread if kind == "body-in-thread" else Front
    bridge_class = AnswerInThread if kind == "answer-in-thread" else bridge.Bridge
    mounts = {"/in-flight": counter(fronts)}
    fronts.append(front_class(bridge_class(app), mounts=mounts, hosts={"voices.example"}))
    return fronts[0]


async def main() -> None:
    """Serve until SIGTERM."""
    await serve(make(sys.argv[1]), "127.0.0.1", int(sys.argv[2]))


if __name__ == "__main__":
    uvloop.run(main())
