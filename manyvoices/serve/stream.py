"""One stream: who listens to what, what their page shows, and whether it is news to them."""

import asyncio
from typing import Literal

from manyvoices.conversations.sight import Moment, Place, Sight
from manyvoices.web.live.admitted import Admitted

NEVER = object()


class Stream:
    """Woken by the watch, read by whoever sends it; no task and no thread of its own."""

    def __init__(self, admitted: Admitted, sight: Sight) -> None:
        self.admitted = admitted
        self.sight = sight
        self.ended = False
        self._known: object = NEVER
        self._woken = asyncio.Event()

    def notices(self, now: Moment, fresh: "frozenset[Place] | None") -> bool:
        """Whether their page would differ. `fresh` is where something happened since the last look; None: everywhere.

        Ends the stream of a conversation that they do not see any more.
        """
        page = now.open_pages.get(self.admitted.conversation or 0)
        if self.admitted.conversation and (page is None or not self.sight.has(page.place)):
            self.end()
            return False
        before, self._known = self._known, (page and page.state, self._others(now))
        if before is NEVER:
            return self._missed(now)
        return fresh is None or before != self._known or any(map(self._concerns, fresh))

    def wake(self) -> None:
        """There is news."""
        self._woken.set()

    def end(self) -> None:
        """There is nothing more to come."""
        self.ended = True
        self._woken.set()

    async def next(self, seconds: float) -> Literal["changed", "here", "ended"]:
        """What happens next; "here" when nothing did for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return "here"
        self._woken.clear()
        return "ended" if self.ended else "changed"

    def _concerns(self, place: Place) -> bool:
        return self.admitted.conversation in {None, place.conversation} and self.sight.has(place)

    def _others(self, now: Moment) -> "frozenset[tuple[int, int, bool]]":
        """Who else looks at what they see."""
        return frozenset(
            (one.place.conversation, one.person, one.answering)
            for one in now.looking
            if one.person != self.admitted.person and self._concerns(one.place)
        )

    def _missed(self, now: Moment) -> bool:
        """Whether something happened between the making of their page and this first look."""
        first = self.admitted.since
        if first is None:
            return False
        later = (place for (_kind, pk), place in now.happened.items() if pk >= first)
        return first < now.reaches or any(map(self._concerns, later))
