"""Runs a WSGI application in a few threads, none of which ever waits for a client.

The request's body is complete before a thread is taken. The answer is taken from the application in steps:
up to `AT_ONCE` bytes with the request itself, the rest of a long answer (a picture, an export) whenever the
client has taken the step before. Between two steps no thread is occupied: slow phones cannot hold the few
threads there are.
"""

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from manyvoices.serve.asgi import Environ, Headers, Send, WsgiApp

THREADS = 4  # more only fight for the interpreter lock and for SQLite
WAITING_AT_MOST = 128
AT_ONCE = 256 * 1024

log = logging.getLogger(__name__)


class Overloaded(Exception):
    """Too many requests wait for a thread (503)."""


@dataclass
class Answer:
    """What the application said: the first part of the body, and where the rest comes from."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    start: bytes = b""
    rest: Iterator[bytes] | None = None
    source: Any = None

    def close(self) -> None:
        """Tell the application that its answer was taken or is no longer wanted (PEP 3333)."""
        if hasattr(self.source, "close"):
            self.source.close()


class Bridge:
    """One WSGI application behind a bounded pool of threads."""

    def __init__(self, app: WsgiApp, threads: int = THREADS, waiting_at_most: int = WAITING_AT_MOST) -> None:
        self.app = app
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="wsgi")
        self.places = threads + waiting_at_most
        self.taken = 0

    async def run(self, environ: Environ, send: Send) -> None:
        """Answer one request. Raises Overloaded before the application was called."""
        await self.hand_out(await self.ask(environ), send)

    async def ask(self, environ: Environ) -> Answer:
        """What the application says, to be handed to `hand_out` or to `close`. Raises Overloaded."""
        if self.taken >= self.places:
            raise Overloaded
        self.taken += 1
        try:
            answer: Answer = await self._in_thread(ask, self.app, environ)
        finally:
            self.taken -= 1
        return answer

    async def hand_out(self, answer: Answer, send: Send) -> None:
        """Send an answer to its end and close it."""
        try:
            await self._hand_out(answer, send)
        finally:
            await self.close(answer)

    async def close(self, answer: Answer) -> None:
        """Let go of an answer that is still being made."""
        if answer.rest is not None:
            await self._in_thread(answer.close)

    async def _hand_out(self, answer: Answer, send: Send) -> None:
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        body = answer.start
        while answer.rest is not None:
            await send({"type": "http.response.body", "body": body, "more_body": True})
            body, done = await self._in_thread(take, answer.rest)
            if done:
                break
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _in_thread(self, function: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.pool, function, *arguments)


def ask(app: WsgiApp, environ: Environ) -> Answer:
    """Call the application in this thread and take the first part of its answer, all of it when it is short.

    An exception of the application is logged and becomes a plain 500.
    """
    answer = Answer()

    def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        answer.status = int(status.split(" ", 1)[0])
        answer.headers = [(name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in headers]

    try:
        answer.source = app(environ, start_response)
        parts = iter(answer.source)
        answer.start, done = take(parts)
        answer.rest = None if done else parts
    except Exception:
        log.exception("%s %s failed", environ["REQUEST_METHOD"], environ["PATH_INFO"])
        answer.status, answer.start = 500, b"Something went wrong here; it has been written to the log.\n"
        answer.headers = [(b"content-type", b"text/plain; charset=utf-8")]
    if answer.rest is None:
        answer.close()
    return answer


def take(parts: Iterator[bytes]) -> tuple[bytes, bool]:
    """The next `AT_ONCE` bytes or a little more, and whether that was all."""
    taken = bytearray()
    for part in parts:
        taken += part
        if len(taken) >= AT_ONCE:
            return bytes(taken), False
    return bytes(taken), True
