"""Requests and answers of the practice network, in the shapes of ASGI 3."""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Manner = Literal["whole", "broken", "never", "dripping", "endless"]

BROKEN_LENGTH = 4096  # promised by an answer that is dropped half-way
LONGEST_ANSWER = 60.0  # seconds after which even a network that never ends does, so that it can be stopped
PIECE = b" " * 65536
PACE = (
    0.01  # seconds between two pieces of an endless answer: the server takes them faster than any caller does
)


@dataclass(frozen=True)
class Answer:
    """What is sent back, and in which `manner`.

    A `broken` answer ends before the length it promised, one that is `never` sent keeps the caller waiting, a
    `dripping` one comes one byte every `drip` seconds and an `endless` one does not end. `text` goes out as it is.
    """

    status: int
    told: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    manner: Manner = "whole"
    drip: float = 0.0
    text: str | None = None

    @property
    def body(self) -> bytes:
        """The bytes, JSON unless it is text."""
        if self.text is not None:
            return self.text.encode()
        return b"" if self.told is None else json.dumps(self.told).encode()


def raw_path(scope: Scope) -> str:
    """The path as it was sent, still quoted."""
    # The decoded path cannot tell a slash inside an address from one between two parts.
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.decode("latin-1").partition("?")[0]


def header(scope: Scope, name: bytes) -> str:
    """A header field, empty when it is missing."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name), "")


async def whole(receive: Receive) -> bytes:
    """The request's body; the front has capped it."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def say(send: Send, answer: Answer, receive: Receive) -> None:
    """Send the answer in its manner. A faulty one ends early when the caller hangs up, and always after a minute."""
    if answer.manner == "whole":
        return await _said(send, answer)
    gone = asyncio.ensure_future(_hung_up(receive))
    saying = asyncio.ensure_future(_said(send, answer))
    try:
        await asyncio.wait({gone, saying}, timeout=LONGEST_ANSWER, return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
        saying.cancel()
        with suppress(asyncio.CancelledError):
            await saying
    return None


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _said(send: Send, answer: Answer) -> None:
    if answer.manner == "never":
        await asyncio.sleep(LONGEST_ANSWER)
    await send({"type": "http.response.start", "status": answer.status, "headers": _fields(answer)})
    if answer.manner == "dripping":
        for place in range(len(answer.body)):
            await _part(send, answer.body[place : place + 1])
            await asyncio.sleep(answer.drip)
    while answer.manner == "endless":
        await _part(send, PIECE)
        await asyncio.sleep(PACE)
    # A promise of more that is never kept: to the other side, the connection drops in the middle of the answer.
    rest = b"" if answer.manner == "dripping" else answer.body
    await send({"type": "http.response.body", "body": rest, "more_body": answer.manner == "broken"})


async def _part(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


def _fields(answer: Answer) -> list[tuple[bytes, bytes]]:
    kind = "application/json" if answer.text is None else "text/plain; charset=utf-8"
    length = BROKEN_LENGTH if answer.manner == "broken" else len(answer.body)
    headers = {
        "Content-Type": kind,
        **({} if answer.manner == "endless" else {"Content-Length": str(length)}),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        **answer.headers,
    }
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
