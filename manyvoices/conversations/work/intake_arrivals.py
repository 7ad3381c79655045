"""What webhooks brought becomes messages: some of it in one transaction, with the mark that it did."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from manyvoices.conversations.actions.store_elsewhere import store_elsewhere
from manyvoices.conversations.intake_document import BadDocument, Event, read
from manyvoices.conversations.intakes import WEBHOOK, known_as
from manyvoices.conversations.models import Arrival, Intake, Message
from manyvoices.core import clock
from manyvoices.core.updating import update_each
from manyvoices.core.work import Again, Answer, Dead, Kind, Tools
from manyvoices.core.work.pacing import back_off
from manyvoices.networks.contract import Arrived

log = structlog.get_logger()

MARKED = ("message", "body", "due_at", "done_at", "taken_by", "taken_until", "attempts", "last_error")
LONGEST_WAIT = 600.0  # seconds


class IntakeArrivals(Kind[Arrival]):
    """A row that fails stays alone with it, due again, with the reason on the page of its door."""

    model = Arrival
    limit = 50

    async def handle(self, rows: Sequence[Arrival], tools: Tools) -> Mapping[Any, Answer]:
        """What was stored is recorded with it."""
        try:
            return await tools.db(take_in, rows, clock.now())
        except Exception as error:
            if len(rows) > 1:
                half = len(rows) // 2
                first = await self.handle(rows[:half], tools)
                return {**first, **await self.handle(rows[half:], tools)}
            log.exception("an arrival could not be taken in", arrival=rows[0].pk)
            wait = back_off(rows[0].attempts, longest=LONGEST_WAIT)
            return {rows[0].pk: Again(wait, f"{type(error).__name__}: {error}")}


@transaction.atomic
def take_in(rows: Sequence[Arrival], now: datetime) -> dict[Any, Answer]:
    """Stores what these say, each door's together. Taken in again, nothing changes."""
    events: dict[int, Event] = {}
    answers: dict[Any, Answer] = {}
    for row in rows:
        try:
            events[row.pk] = read(row.body.encode(), row.at)
        except BadDocument as bad:  # taken at the door by an older version of this program
            answers[row.pk] = Dead(str(bad))
    doors = Intake.objects.select_related("unit").in_bulk({row.intake_id for row in rows if row.pk in events})
    for door in doors.values():
        of_door = [row for row in rows if row.intake_id == door.pk and row.pk in events]
        _store(door, [events[row.pk] for row in of_door], now)
        _mark(of_door, {row.pk: known_as(door.pk, events[row.pk].message) for row in of_door}, now)
    return answers


def _store(door: Intake, events: Sequence[Event], now: datetime) -> None:
    said = [_named(door.pk, event.said) for event in events if event.said is not None]
    gone = [known_as(door.pk, event.message) for event in events if event.said is None]
    store_elsewhere(unit=door.unit, network=WEBHOOK, arrived=said, gone=gone, now=now)


def _named(door: int, said: Arrived) -> Arrived:
    return replace(
        said,
        remote_id=known_as(door, said.remote_id),
        in_reply_to=known_as(door, said.in_reply_to),
        author=replace(said.author, remote_id=known_as(door, said.author.remote_id)),
    )


def _mark(rows: Sequence[Arrival], names: Mapping[int, str], now: datetime) -> None:
    """Their words stand in the messages now, and nowhere else."""
    found = Message.objects.filter(network=WEBHOOK, remote_id__in=set(names.values()))
    by_name = {message.remote_id: message for message in found}
    for row in rows:
        row.message, row.body = by_name.get(names[row.pk]), ""
        row.due_at, row.done_at = None, now
        row.taken_by, row.taken_until, row.attempts, row.last_error = None, None, 0, ""
    update_each(rows, MARKED)


KIND = IntakeArrivals()
