"""The practice network answers on our own port."""

import asyncio
from typing import Any

from manyvoices.networks.sandbox.adapter import PREFIX
from manyvoices.serve.asgi import Message
from manyvoices.serve.web import mounts


def test_it_is_mounted_where_its_adapter_asks_and_lets_nobody_in_without_a_token() -> None:
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    scope: dict[str, Any] = {
        "method": "GET",
        "path": f"{PREFIX}accounts/bo/posts",
        "query_string": b"",
        "headers": [(b"authorization", b"Bearer guessed")],
    }

    async def ask() -> None:
        await mounts()[PREFIX](scope, receive, send)

    asyncio.run(ask())
    assert [message.get("status") for message in said] == [401, None]
