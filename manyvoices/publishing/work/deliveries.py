"""Deliveries: prepared, committed as `sending`, sent by exactly one irreversible call, recorded (DESIGN 6)."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Least

from manyvoices.core.work import Answer, Kind, Tools
from manyvoices.networks import registry
from manyvoices.publishing import history
from manyvoices.publishing.models import Delivery, Happened, State
from manyvoices.publishing.work import marks
from manyvoices.publishing.work.checking import check
from manyvoices.publishing.work.sending import send
from manyvoices.publishing.work.taking import in_turn
from manyvoices.publishing.work.timing import Timing

log = structlog.get_logger()

# So many rows may go on by themselves while their lanes serve others; beyond that a lane waits for its slowest.
MOST_SLOW = 200
INTERRUPTED = "interrupted while sending"


class Deliveries(Kind[Delivery]):
    """Sends what is queued and looks for what is unknown. Each row is recorded by itself, as soon as it is known."""

    model = Delivery
    limit = 20
    parallel = 4

    def __init__(self, timing: Timing | None = None) -> None:
        self.timing = timing or Timing()
        # Longer than any call may take: the claim of a living worker is never in doubt, its life lock decides.
        self.lease = 2 * self.timing.longest
        self._slow: set[asyncio.Task[None]] = set()

    def takeable(self, now: datetime) -> "QuerySet[Delivery]":
        """Due rows whose turn it is: none that waits for another, and of each channel only a few."""
        ours = Q(state=State.QUEUED) | Q(state=State.UNKNOWN, asked_at=None)
        return in_turn(super().takeable(now).filter(ours), now)

    async def handle(self, rows: Sequence[Delivery], tools: Tools) -> Mapping[int, Answer]:
        """Every row on its own, all at once. A slow network keeps nobody waiting: its rows go on by themselves."""
        calls = {asyncio.create_task(self._one(row, tools)) for row in rows}
        patience = self.timing.patience if len(self._slow) < MOST_SLOW else None
        _, slow = await asyncio.wait(calls, timeout=patience)
        for call in slow:
            self._slow.add(call)
            call.add_done_callback(self._slow.discard)
        return {}

    async def finish(self, tools: Tools) -> None:
        """Waits for the networks that are still being called."""
        await asyncio.gather(*self._slow)

    def take_over(self, held: "QuerySet[Delivery]", now: datetime) -> int:
        """Rows that a dead worker held: what was `sending` becomes `unknown`, to be looked for once it has settled.

        The settling time begins anew: what a sleeping machine still had to send left when it woke, not before.
        """
        span = ExpressionWrapper(F("settled_at") - F("sending_at"), DurationField())
        settled = Least(
            ExpressionWrapper(Value(now) + span, DateTimeField()), Value(now + self.timing.longest)
        )
        in_flight = history.change_all(
            held.filter(state=State.SENDING),
            Happened.UNKNOWN,
            because=INTERRUPTED,
            state=State.UNKNOWN,
            taken_by=None,
            taken_until=None,
            due_at=settled,
            settled_at=settled,
            last_error=INTERRUPTED,
        )
        return len(in_flight) + held.update(taken_by=None, taken_until=None)

    async def _one(self, row: Delivery, tools: Tools) -> None:
        try:
            network = registry.adapter(row.network, tools)
            await (check if row.state == State.UNKNOWN else send)(row, network, tools, self.timing)
        except Exception as error:
            log.exception("delivery failed in our own code", delivery=row.pk)
            await self._give_back(row, tools, f"{type(error).__name__}: {error}")

    async def _give_back(self, row: Delivery, tools: Tools, because: str) -> None:
        try:
            await tools.db(marks.broke, row, tools.worker, self.timing, because)
        except Exception:
            # The database itself failed. The row stays ours and is taken over after its lease: to answer for it here
            # would free rows whose calls are still under way.
            log.exception("a delivery could not be given back", delivery=row.pk)


KIND = Deliveries()
