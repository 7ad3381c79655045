"""Requests and answers of the practice network, in the shapes of ASGI 3."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BROKEN_LENGTH = 4096  # promised by an answer that is dropped half-way


@dataclass(frozen=True)
class Answer:
    """What is sent back. A `broken` one ends before the length it promised."""

    status: int
    told: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    broken: bool = False


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


async def say(send: Send, answer: Answer) -> None:
    """Send the answer, text as a page and everything else as JSON."""
    text = isinstance(answer.told, str)
    body = b"" if answer.told is None else (answer.told if text else json.dumps(answer.told)).encode()
    length = BROKEN_LENGTH if answer.broken else len(body)
    headers = {
        "Content-Type": "text/plain; charset=utf-8" if text else "application/json",
        "Content-Length": str(length),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        **answer.headers,
    }
    fields = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": fields})
    # A promise of more that is never kept: to the other side, the connection drops in the middle of the answer.
    await send({"type": "http.response.body", "body": body, "more_body": answer.broken})
