"""Server-sent events at /live/…: answered by the front itself, so that an open page occupies no thread.

Django says once who asks and what they may hear (web/live); from then on a stream is a task that sleeps. It carries no
content, only that something changed: the page fetches itself again. A sign of life is an event too and no comment, since a
browser hides comments from the page, which then could not tell silence from a broken link.
"""

import asyncio
from collections import Counter
from contextlib import suppress

from manyvoices.serve.asgi import Environ, Headers, Receive, Scope, Send
from manyvoices.serve.bridge import Answer, Bridge
from manyvoices.serve.stream import Stream
from manyvoices.serve.watch import Watch
from manyvoices.web.live.admitted import ADMITTED, Admitted

PREFIX = "/live/"
HERE_EVERY = 15.0
# Then the browser comes again, by itself and with its cookie as it is by then.
LONGEST = 600.0
SENT_WITHIN = 10.0
EACH, ALL = 6, 1000
FIRST = b"retry: 2000\nevent: here\ndata: 1\n\n"
PARTS = {"changed": b"event: changed\ndata: 1\n\n", "here": b"event: here\ndata: 1\n\n"}


class TooManyStreams(Exception):
    """This person, or all together, have as many pages open as are kept up to date (503)."""


class Streams:
    """What answers below `PREFIX`."""

    def __init__(self, bridge: Bridge, watch: Watch) -> None:
        self.bridge = bridge
        self.watch = watch
        self._open: Counter[int] = Counter()
        self._ending = False

    def is_for(self, scope: Scope) -> bool:
        """Whether a request asks for a stream; all others are the application's."""
        method, path = str(scope["method"]), str(scope["path"])
        return method == "GET" and path.startswith(PREFIX)

    async def answer(self, environ: Environ, receive: Receive, send: Send) -> None:
        """Tell what changes until they go, may not listen any more, or ten minutes are over. Whom the application
        refuses gets its answer. Raises TooManyStreams and Overloaded before anything was sent.
        """
        if self._open.total() >= ALL:
            raise TooManyStreams  # without asking who it is
        answer = await self.bridge.ask(environ)
        admitted: Admitted | None = environ.get(ADMITTED)
        if admitted is None or answer.status != 200:
            return await self.bridge.hand_out(answer, send)
        await self.bridge.close(answer)
        if self._open[admitted.person] >= EACH or self._open.total() >= ALL:
            raise TooManyStreams
        self._open[admitted.person] += 1
        try:
            await self._listen(admitted, answer, receive, send)
        finally:
            self._open[admitted.person] -= 1

    def end(self) -> None:
        """End all of them at once, and those that are just beginning."""
        self._ending = True
        self.watch.end()

    async def _listen(self, admitted: Admitted, answer: Answer, receive: Receive, send: Send) -> None:
        stream = await self.watch.admit(admitted)
        if stream and self._ending:
            stream.end()
        leaving = asyncio.create_task(_left(receive, stream)) if stream else None
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _headers(answer.headers)})
            with suppress(TimeoutError):  # somebody who takes nothing is let go
                await _tell(stream, send)
        finally:
            if stream is not None and leaving is not None:
                self.watch.leave(stream)
                leaving.cancel()


async def _tell(stream: Stream | None, send: Send) -> None:
    clock = asyncio.get_running_loop().time
    until, part = clock() + LONGEST, FIRST
    while stream is not None and clock() < until:
        async with asyncio.timeout(SENT_WITHIN):
            await send({"type": "http.response.body", "body": part, "more_body": True})
        happens = await stream.next(min(HERE_EVERY, until - clock()))
        if happens == "ended":
            break
        part = PARTS[happens]
    async with asyncio.timeout(SENT_WITHIN):
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive, stream: Stream) -> None:
    """Ends the stream when its reader hangs up."""
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()


def _headers(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name != b"content-length"]
