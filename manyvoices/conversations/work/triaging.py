"""Messages that arrived are triaged and decided, a batch in one transaction. The heavy part runs beside the database."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import connection
from django.db.models import QuerySet

from manyvoices.conversations.actions.decide_conversations import decide_conversations
from manyvoices.conversations.models import Conversation, Direction, Message, TriageModel
from manyvoices.conversations.triaging import Subjects, TriageMany, subjects, triaged
from manyvoices.core import clock
from manyvoices.core.wired import wired
from manyvoices.core.work import Again, Answer, Kind, Tools
from manyvoices.core.work.pacing import back_off

log = structlog.get_logger()

# Three seconds of a processor: read when a worker has been there for a while, or with its first message.
COLD = "manyvoices.conversations.learning.model.COLD"
OPEN = "manyvoices.conversations.learning.storing.from_bytes"
LONGEST_WAIT = 600.0  # seconds: a message that cannot be decided is tried again for as long as it is there


@dataclass(frozen=True, slots=True)
class Ground:
    """What triage needs to know of a batch: which of it belongs to the organisation, the topics, the model chosen."""

    ours: frozenset[int]
    subjects: Subjects
    model: int | None


class Arrivals(Kind[Message]):
    """Two batches at a time: while one is written down, the other is read. A row that fails stays alone with it."""

    model = Message
    # A hundred is about a tenth of a second in one transaction: on SQLite the web waits for its end. PostgreSQL lets others
    # write meanwhile, and who may answer is read half as often.
    limit = 200 if connection.vendor == "postgresql" else 100
    parallel = 2
    lease = timedelta(minutes=5)

    def __init__(self) -> None:
        self._model: tuple[int | None, TriageMany] | None = None

    def takeable(self, now: Any) -> "QuerySet[Message]":
        """What they said to us, in the order in which it came."""
        return super().takeable(now).filter(direction=Direction.IN).order_by("id")

    async def get_ready(self, tools: Tools) -> None:
        """Reads the model, so that the first message waits for nothing."""
        await self._chosen(await tools.db(_chosen_model), tools)

    async def handle(self, rows: Sequence[Message], tools: Tools) -> Mapping[Any, Answer]:
        """What is decided has been recorded with it; the rest is due again."""
        try:
            done = await self._decided(rows, tools)
        except Exception as error:
            if len(rows) == 1:
                log.exception("a message could not be decided", message=rows[0].pk)
                wait = back_off(rows[0].attempts, longest=LONGEST_WAIT)
                return {rows[0].pk: Again(wait, f"{type(error).__name__}: {error}")}
            half = len(rows) // 2
            return {**await self.handle(rows[:half], tools), **await self.handle(rows[half:], tools)}
        return {row.pk: Again(timedelta()) for row in rows if row.pk not in done}

    async def _decided(self, rows: Sequence[Message], tools: Tools) -> frozenset[int]:
        ground = await tools.db(_ground, rows)
        model = await self._chosen(ground.model, tools)
        ours = [row for row in rows if row.conversation_id in ground.ours]
        told = await asyncio.to_thread(triaged, ours, ground.subjects, model, ground.model)
        return await tools.db(decide_conversations, messages=rows, now=clock.now(), told=told)

    async def _chosen(self, pk: int | None, tools: Tools) -> TriageMany:
        """The model that is chosen, read once; the cold start where none is, or where it cannot be read."""
        if self._model is None or self._model[0] != pk:
            data = b"" if pk is None else await tools.db(_data, pk)
            self._model = pk, await asyncio.to_thread(_opened, data)
        return self._model[1]


def _opened(data: bytes) -> TriageMany:
    chosen = wired(COLD)
    try:
        chosen = wired(OPEN)(data) if data else chosen
    except ValueError:
        log.exception("the triage model cannot be read; the cold start answers")
    triage_many: TriageMany = chosen.triage_many
    return triage_many


def _ground(rows: Sequence[Message]) -> Ground:
    asked = Conversation.objects.filter(pk__in={row.conversation_id for row in rows}, owner=None)
    return Ground(frozenset(asked.values_list("pk", flat=True)), subjects(), _chosen_model())


def _chosen_model() -> int | None:
    chosen = TriageModel.objects.filter(chosen_at__isnull=False).order_by("-version")
    return chosen.values_list("pk", flat=True).first()


def _data(pk: int) -> bytes:
    return bytes(TriageModel.objects.values_list("data", flat=True).get(pk=pk))


KIND = Arrivals()
