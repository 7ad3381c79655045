"""Posts of other servers to an inbox: those that come while others are taken in wait together and are one batch.

Such a request is a body with a signature and needs nothing of what pages need: no session, no language, no thread for
itself. One thread takes in all that came meanwhile, with one look and one commit for all.
"""

import asyncio
import re
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from manyvoices.activitypub.posts import Posted, Said
from manyvoices.core.connections import leave_old_connections
from manyvoices.serve.asgi import Headers, Scope, Send
from manyvoices.serve.bridge import Overloaded

INBOX = re.compile(rb"/(?:actors/([0-9]{1,18})/)?inbox")
# Some ten milliseconds: on SQLite nobody else writes meanwhile.
TOGETHER = 32
WAITING_AT_MOST = 256

Waiting = tuple[Posted, "asyncio.Future[Said]"]


class InboxDoor:
    """`take` answers a batch of posts; it runs in a thread of its own."""

    def __init__(self, take: Callable[[Sequence[Posted]], list[Said]]) -> None:
        self._take = take
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="inbox")
        self._waiting: deque[Waiting] = deque()
        self._at_work: asyncio.Task[None] | None = None

    def is_for(self, scope: Scope) -> bool:
        """Whether a request is one of these; all other requests to an inbox are refused by the application."""
        return scope["method"] == "POST" and INBOX.fullmatch(scope["raw_path"]) is not None

    async def answer(self, scope: Scope, body: bytes, send: Send) -> None:
        """Answers when what is to be kept is committed. Raises Overloaded before anything was looked at."""
        if len(self._waiting) >= WAITING_AT_MOST:
            raise Overloaded
        answer: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        self._waiting.append((posted(scope, body), answer))
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work())
        await _tell(await answer, send)

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(TOGETHER, len(self._waiting)))]
            try:
                said = await loop.run_in_executor(self._thread, self._taken, [post for post, _ in batch])
            except Exception as error:
                _fail(batch, error)
            else:
                for (_, answer), one in zip(batch, said, strict=True):
                    if not answer.done():  # its client hung up
                        answer.set_result(one)

    def _taken(self, posts: Sequence[Posted]) -> list[Said]:
        leave_old_connections()
        return self._take(posts)


def posted(scope: Scope, body: bytes) -> Posted:
    """The request as the inbox reads it. Repeated fields are one list (RFC 9110, 5.3)."""
    path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
    headers: dict[str, str] = {}
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").lower()
        text = value.decode("latin-1")
        headers[name] = f"{headers[name]}, {text}" if name in headers else text
    found = INBOX.fullmatch(scope["raw_path"])
    voice = int(found[1]) if found and found[1] else None
    return Posted(f"{path}?{query}" if query else path, headers, body, voice)


def _fail(batch: Sequence[Waiting], error: Exception) -> None:
    for _, answer in batch:
        if not answer.done():
            answer.set_exception(error)


async def _tell(said: Said, send: Send) -> None:
    body = f"{said.words}\n".encode()
    headers: Headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
        *((name.lower().encode(), value.encode()) for name, value in said.headers.items()),
    ]
    await send({"type": "http.response.start", "status": said.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
