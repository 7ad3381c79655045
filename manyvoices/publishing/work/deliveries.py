"""Deliveries: prepared, committed as `sending`, sent by exactly one irreversible call, recorded (DESIGN 6)."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog
from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Value,
)
from django.db.models.functions import Least

from manyvoices.core import clock
from manyvoices.core.work import Answer, Kind, Tools
from manyvoices.networks import registry
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.work.checking import check
from manyvoices.publishing.work.sending import send
from manyvoices.publishing.work.timing import Timing

log = structlog.get_logger()

UNFINISHED = [State.QUEUED, State.SENDING, State.UNKNOWN, State.PAUSED]


class Deliveries(Kind[Delivery]):
    """Sends what is queued and looks for what is unknown. Each row is recorded by itself, as soon as it is known."""

    model = Delivery
    limit = 20
    parallel = 4

    def __init__(self, timing: Timing | None = None) -> None:
        self.timing = timing or Timing()
        # Longer than any call may take: the claim of a living worker is never in doubt, its life lock decides.
        self.lease = 2 * self.timing.longest

    def takeable(self, now: datetime) -> "QuerySet[Delivery]":
        """Due rows without an unfinished elder of the same post on the same channel: an edit waits for its post."""
        elder = Delivery.objects.filter(
            post=OuterRef("post"), channel=OuterRef("channel"), id__lt=OuterRef("id"), state__in=UNFINISHED
        )
        due = super().takeable(now).filter(state__in=[State.QUEUED, State.UNKNOWN], asked_at=None)
        return due.filter(~Exists(elder))

    async def handle(self, rows: Sequence[Delivery], tools: Tools) -> Mapping[int, Answer]:
        """Every row on its own, all at once: a slow network holds up nothing but its own rows."""
        await asyncio.gather(*(self._one(row, tools) for row in rows))
        return {}

    def take_over(self, held: "QuerySet[Delivery]", now: datetime) -> int:
        """Rows that a dead worker held: what was `sending` becomes `unknown`, to be looked for once it has settled.

        The settling time begins anew: what a sleeping machine still had to send left when it woke, not before.
        """
        span = ExpressionWrapper(F("settled_at") - F("sending_at"), DurationField())
        settled = Least(
            ExpressionWrapper(Value(now) + span, DateTimeField()), Value(now + self.timing.longest)
        )
        in_flight = held.filter(state=State.SENDING).update(
            state=State.UNKNOWN,
            taken_by=None,
            taken_until=None,
            due_at=settled,
            settled_at=settled,
            last_error="interrupted while sending",
        )
        return in_flight + held.update(taken_by=None, taken_until=None)

    async def _one(self, row: Delivery, tools: Tools) -> None:
        try:
            network = registry.adapter(row.network, tools)
            await (check if row.state == State.UNKNOWN else send)(row, network, tools, self.timing)
        except Exception as error:
            log.exception("delivery failed in our own code", delivery=row.pk)
            await self._give_back(row, tools, f"{type(error).__name__}: {error}")

    async def _give_back(self, row: Delivery, tools: Tools, because: str) -> None:
        try:
            await tools.db(
                give_back, row, tools.worker, clock.now() + self.timing.wait(row.attempts), because
            )
        except Exception:
            # The database itself failed. The row stays ours and is taken over after its lease: to answer for it here
            # would free rows whose calls are still under way.
            log.exception("a delivery could not be given back", delivery=row.pk)


def give_back(row: Delivery, worker: int, later: datetime, because: str) -> None:
    """After a fault of ours before or after the call: whatever was not committed as `sending` is tried again `later`."""
    mine = Delivery.objects.filter(pk=row.pk, taken_by=worker)
    free = {"taken_by": None, "taken_until": None, "last_error": because[:1000]}
    mine.filter(state=State.SENDING).update(state=State.UNKNOWN, due_at=F("settled_at"), **free)
    mine.update(due_at=later, **free)


KIND = Deliveries()
