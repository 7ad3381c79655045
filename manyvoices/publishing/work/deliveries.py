"""Deliveries: prepared, committed as `sending`, sent by exactly one irreversible call, recorded (DESIGN 6)."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Least

from manyvoices.core.work import Answer, Kind, Tools
from manyvoices.networks import registry
from manyvoices.networks.contract import NetworkError
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.work.checking import check
from manyvoices.publishing.work.sending import LONGEST, send

log = structlog.get_logger()

UNFINISHED = [State.QUEUED, State.SENDING, State.UNKNOWN, State.PAUSED]


class Deliveries(Kind[Delivery]):
    """Sends what is queued and looks for what is unknown. Each row is recorded by itself, as soon as it is known."""

    model = Delivery
    limit = 20
    parallel = 4
    # Longer than any call may take: the claim of a living worker is never in doubt, its life lock decides.
    lease = 2 * LONGEST

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
        """Rows that a dead worker held: what was `sending` becomes `unknown`, to be looked for once it has settled."""
        # A settling time further away than it can be comes from a clock that was wrong: it is cut.
        settled = Least(F("settled_at"), now + LONGEST)
        in_flight = held.filter(state=State.SENDING).update(
            state=State.UNKNOWN,
            taken_by=None,
            taken_until=None,
            due_at=settled,
            last_error="interrupted while sending",
        )
        return in_flight + held.update(taken_by=None, taken_until=None)

    async def _one(self, row: Delivery, tools: Tools) -> None:
        try:
            network = registry.adapter(row.network, tools)
            await (check if row.state == State.UNKNOWN else send)(row, network, tools)
        except (NetworkError, registry.UnknownNetwork) as error:
            await tools.db(_give_back, row, tools.worker, str(error))
        except Exception as error:
            log.exception("delivery failed in our own code", delivery=row.pk)
            await tools.db(_give_back, row, tools.worker, f"{type(error).__name__}: {error}")


def _give_back(row: Delivery, worker: int, because: str) -> None:
    """After a fault of ours before or after the call: whatever was not committed as `sending` is tried again later."""
    mine = Delivery.objects.filter(pk=row.pk, taken_by=worker)
    later = timedelta(seconds=min(5 * 2 ** min(row.attempts, 10), 3600))
    free = {"taken_by": None, "taken_until": None, "last_error": because[:1000]}
    mine.filter(state=State.SENDING).update(state=State.UNKNOWN, due_at=F("settled_at"), **free)
    mine.exclude(state=State.SENDING).update(due_at=F("due_at") + later, **free)


KIND = Deliveries()
