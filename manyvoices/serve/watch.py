"""One look at the database a second, for all streams of this process together; none while nobody listens.

What it finds is compared with what each stream knows. Only those whose page would differ are woken, one after another:
two hundred pages that look again in the same moment would wait for each other.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from manyvoices.conversations.sight import Moment, Place, Sight
from manyvoices.serve.stream import Stream
from manyvoices.web.live.admitted import Admitted

LOOK_EVERY = 1.0
# Somebody whose session ended, or who left, listens no longer than this.
CHECK_EVERY = 20.0
APART = 0.005
# What happened longer ago is not told apart any more (conversations.queries.changes.LATE).
TOO_LONG = 5.0

Look = Callable[[Collection[int]], Moment]
Check = Callable[[Collection[Admitted]], Mapping[Admitted, Sight]]
T = TypeVar("T")

log = logging.getLogger(__name__)


class Watch:
    """`look` reads how things stand, `check` who may still listen; both run in a thread of their own."""

    def __init__(self, look: Look, check: Check) -> None:
        self.streams: set[Stream] = set()
        self._look, self._check = look, check
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self._at_work: asyncio.Task[None] | None = None
        self._known: frozenset[tuple[str, int]] | None = None
        self._looked_at = self._check_at = 0.0

    async def admit(self, admitted: Admitted) -> Stream | None:
        """A stream that is woken from now on; None when they may not listen any more."""
        found = await self._in_thread(self._check, [admitted])
        if admitted not in found:
            return None
        stream = Stream(admitted, found[admitted])
        self.streams.add(stream)
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work())
        return stream

    def leave(self, stream: Stream) -> None:
        """Nobody reads this stream any more."""
        self.streams.discard(stream)

    def end(self) -> None:
        """End every stream at once; the browsers come again."""
        for stream in self.streams:
            stream.end()

    async def _work(self) -> None:
        clock = asyncio.get_running_loop().time
        self._known, self._check_at = None, clock() + CHECK_EVERY
        while self.streams:
            began = clock()
            try:
                if began >= self._check_at:
                    await self._check_all()
                    self._check_at = began + CHECK_EVERY
                await self._look_once()
            except Exception:
                # A page that hears nothing would take that for "nothing new": let it say that the link is broken.
                log.exception("live pages cannot be kept up to date")
                self.end()
            await asyncio.sleep(max(LOOK_EVERY / 10, LOOK_EVERY - (clock() - began)))

    async def _look_once(self) -> None:
        streams = list(self.streams)
        watched = {one.admitted.conversation for one in streams}
        began = asyncio.get_running_loop().time()
        now = await self._in_thread(self._look, [pk for pk in watched if pk is not None])
        is_late, self._looked_at = began - self._looked_at > TOO_LONG, began
        fresh = self._fresh(now, is_late=is_late)
        self._wake([one for one in streams if one.notices(now, fresh)])

    def _fresh(self, now: Moment, *, is_late: bool) -> frozenset[Place] | None:
        """Where something happened since the last look; None: who knows where. The first look knows of nothing before."""
        known, self._known = self._known, frozenset(now.happened)
        if known is None:
            return frozenset()
        fresh = frozenset(place for key, place in now.happened.items() if key not in known)
        return None if is_late or (fresh and now.is_cut) else fresh

    def _wake(self, streams: Iterable[Stream]) -> None:
        for number, stream in enumerate(streams):
            asyncio.get_running_loop().call_later(number * APART, stream.wake)

    async def _check_all(self) -> None:
        streams = list(self.streams)
        found = await self._in_thread(self._check, {one.admitted for one in streams})
        for stream in streams:
            if stream.admitted in found:
                stream.sight = found[stream.admitted]
            else:
                stream.end()

    async def _in_thread(self, function: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)
