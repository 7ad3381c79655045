"""Listeners for tests of streams: what the database would say is set by the test, and nobody waits a real second."""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from manyvoices.conversations.sight import Moment, OpenPage, Place, Sight
from manyvoices.serve.asgi import Environ, Message
from manyvoices.serve.bridge import Bridge
from manyvoices.serve.streams import FIRST, PARTS, Streams
from manyvoices.serve.watch import Watch
from manyvoices.web.live.admitted import ADMITTED, Admitted

OPERATIONS, SALES = 1, 2
CLEO, ADA, BO = 11, 12, 13
CHANGED, HERE = PARTS["changed"], PARTS["here"]


def place(conversation: int, *, owner: int | None = None, unit: int = OPERATIONS) -> Place:
    """Where a conversation stands."""
    return Place(conversation, owner, unit, None)


@dataclass
class Tables:
    """What the watch reads: how things stand, who may listen; and how often it looked at which pages."""

    now: Moment = field(default_factory=Moment)
    sights: dict[int, Sight] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    looks: list[list[int]] = field(default_factory=list)
    broken: bool = False

    def look(self, open_pages: Collection[int]) -> Moment:
        """As `conversations.queries.changes.moment`."""
        self.looks.append(sorted(open_pages))
        if self.broken:
            raise RuntimeError("broken on purpose")
        return self.now

    def check(self, asked: Collection[Admitted]) -> Mapping[Admitted, Sight]:
        """As `web.live.live.still_admitted`."""
        return {
            one: self.sights.get(one.person, Sight(one.person, frozenset()))
            for one in asked
            if one.session not in self.ended
        }

    def happens(self, pk: int, where: Place) -> None:
        """A line of history with this id."""
        self.now = replace(self.now, happened={**self.now.happened, ("Event", pk): where})

    def stands(self, where: Place, *state: object) -> None:
        """A conversation, as its page would show it."""
        pages = {**self.now.open_pages, where.conversation: OpenPage(where, state)}
        self.now = replace(self.now, open_pages=pages)


def app(environ: Environ, start_response: Any) -> list[bytes]:
    """Admits whoever the test put into the environment, as the pages do."""
    admitted = environ.get("test.admits")
    if admitted is None:
        start_response("302 Found", [("Location", "/sign-in")])
        return [b"elsewhere"]
    environ[ADMITTED] = admitted
    start_response("200 OK", [("Content-Type", "text/event-stream"), ("Content-Length", "4")])
    return [b"once"]


class Listener:
    """A browser with one page open: what it was sent, and when it hangs up."""

    def __init__(self, streams: Streams, admits: Admitted | None, *, takes: int = 1000) -> None:
        self.sent: deque[Message] = deque()
        self.takes = takes
        self.gone = asyncio.Event()
        self.task = asyncio.create_task(
            streams.answer({"REQUEST_METHOD": "GET", "test.admits": admits}, self.receive, self.send)
        )

    async def receive(self) -> Message:
        """Nothing, until it hangs up."""
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Take a message; one that has taken enough takes no more."""
        if not self.takes:
            await asyncio.Event().wait()
        self.takes -= 1
        self.sent.append(message)

    @property
    def told(self) -> list[bytes]:
        """What came on the stream so far, without signs of life."""
        parts = [message.get("body", b"") for message in self.sent if message["type"].endswith("body")]
        return [part for part in parts if part not in {FIRST, HERE}]

    async def begun(self) -> "Listener":
        """Itself, once its stream is open."""
        await until(lambda: len(self.sent) > 1 or self.task.done())
        return self


def streams_of(tables: Tables) -> Streams:
    """Streams that read these tables."""
    return Streams(Bridge(app), Watch(tables.look, tables.check))


async def until(true: Callable[[], object]) -> None:
    """Return once it is true. Fails after five seconds."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 -- what is waited for is a state, nobody tells of it
            await asyncio.sleep(0.005)
