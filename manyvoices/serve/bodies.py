"""Reads the whole body of a request before any thread is occupied by it.

Small bodies stay in memory, larger ones go to a file that has no name. What all bodies together may hold is
bounded, so that many uploads at once end in "try later" and not in a full disk.
"""

import asyncio
from tempfile import SpooledTemporaryFile

from manyvoices.serve.asgi import Headers, Receive
from manyvoices.serve.routes import MIB, Limit

IN_MEMORY = 64 * 1024
HELD_AT_MOST = 512 * MIB

Body = SpooledTemporaryFile[bytes]


class TooLarge(Exception):
    """More bytes than the route takes (413)."""


class TooSlow(Exception):
    """Not complete before the route's deadline (408)."""


class Malformed(Exception):
    """A Content-Length that is no number (400)."""


class NoRoom(Exception):
    """Too much is being received at the moment (503)."""


class Gone(Exception):
    """The client hung up; nobody waits for an answer."""


class Bodies:
    """Receives bodies for one process and counts what they hold."""

    def __init__(self, at_most: int = HELD_AT_MOST) -> None:
        self.at_most = at_most
        self.held = 0

    async def read(self, headers: Headers, receive: Receive, limit: Limit) -> Body:
        """The complete body, positioned at its start. The caller hands it back with `release`.

        Raises TooLarge (at once when the client announced it), TooSlow, Malformed, NoRoom, Gone.
        """
        if announced_size(headers) > limit.size:
            raise TooLarge
        body: Body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- handed on, see `release`
        try:
            async with asyncio.timeout(limit.seconds):
                await self._fill(body, receive, limit.size)
        except TimeoutError:
            self.release(body)
            raise TooSlow from None
        except BaseException:
            self.release(body)
            raise
        body.seek(0)
        return body

    def release(self, body: Body) -> None:
        """Forget a body and give its room to others."""
        self.held -= size_of(body)
        body.close()

    async def _fill(self, body: Body, receive: Receive, size: int) -> None:
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            chunk = message.get("body", b"")
            more = message.get("more_body", False)
            self._make_room(body, len(chunk), size)
            body.write(chunk)
            self.held += len(chunk)

    def _make_room(self, body: Body, length: int, size: int) -> None:
        if body.tell() + length > size:
            raise TooLarge
        if self.held + length > self.at_most:
            raise NoRoom


def announced_size(headers: Headers) -> int:
    """Content-Length in bytes, 0 without one. Raises Malformed."""
    text = next((value for name, value in headers if name == b"content-length"), b"0")
    if not text.isdigit():
        raise Malformed
    return int(text)


def has_body(headers: Headers) -> bool:
    """Whether the client announced a body (RFC 9112, section 6.3). Raises Malformed."""
    return announced_size(headers) > 0 or any(name == b"transfer-encoding" for name, _ in headers)


def size_of(body: Body) -> int:
    """Length in bytes; the position stays where it is."""
    position = body.tell()
    size = body.seek(0, 2)
    body.seek(position)
    return size
