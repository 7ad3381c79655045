"""Apply verified activities to our tables, each once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from manyvoices.federation.hearing import again, hear
from manyvoices.federation.models import Received
from manyvoices.federation.ownership import first_id
from manyvoices.federation.reading import NotReadable, activity_of
from manyvoices.federation.receiving import RECEIVE, Acquaintances, Arrival, NotApplied

log = structlog.get_logger()

Arrived = Sequence[tuple[Received, Mapping[str, Any]]]
# What changes who a sender is; and what looks at the rows that were applied before it.
CHANGES_SENDER = {"Update", "Delete"}
LOOKS_BACK = {"Undo"}
REFUSALS = (NotApplied, NotReadable)


class Waits(Exception):
    """An earlier activity of the same actor could not be applied yet."""


def apply_received(*, arrived: Arrived, now: datetime) -> dict[int, Exception]:
    """Hands activities to their types, in order, in one transaction; returns what went wrong, by row: nothing as a rule.

    Each comes with the activity as it is to be read, its object embedded. It is not kept beyond this: whatever of it we
    may keep stands in rows of its own, and an author who deletes something must not find it here. The emptied row also
    says, after a crash, that the work was done.

    If one fails, nothing of it stays and all others are applied, save those of its actor if it may succeed later
    (`Waits`). Refusals (`REFUSALS`) will not.
    """
    try:
        with transaction.atomic():
            batch = _Batch(arrived, now)
            for row, said in arrived:
                batch.apply(row, said)
            batch.empty()
    except Exception:
        return _one_by_one(arrived, now)
    return {}


def _one_by_one(arrived: Arrived, now: datetime) -> dict[int, Exception]:
    """Still one transaction, with a savepoint for each."""
    wrong: dict[int, Exception] = {}
    waiting: set[str] = set()
    with transaction.atomic():
        batch = _Batch(arrived, now)
        for row, said in arrived:
            if row.actor_uri in waiting:
                wrong[row.pk] = Waits("waits for an earlier one of the same actor")
                continue
            try:
                with transaction.atomic():
                    batch.apply(row, said)
                    batch.empty()
            except REFUSALS as refusal:
                wrong[row.pk] = refusal
            except Exception as error:
                log.exception("an activity could not be applied", received=row.pk, type=row.type)
                wrong[row.pk] = error
                waiting.add(row.actor_uri)
            if row.pk in wrong:
                batch = _Batch(arrived, now)  # what it remembered of the failed one never happened
    return wrong


class _Batch:
    """What several activities share while they are applied."""

    def __init__(self, arrived: Arrived, now: datetime) -> None:
        self._now = now
        self._known = Acquaintances((row.actor_uri for row, _said in arrived), _things(arrived))
        rows = Received.objects.filter(pk__in=[row.pk for row, _said in arrived]).exclude(activity={})
        self._standing = set(rows.values_list("pk", flat=True))
        self._applied: list[int] = []

    def apply(self, row: Received, said: Mapping[str, Any]) -> None:
        """Once: a row that was emptied before, or whose sender is gone or blocked, does nothing."""
        actor = self._known.actor(row.actor_uri)
        if row.pk not in self._standing or actor is None:
            return
        if row.type in LOOKS_BACK:
            self.empty()
        self._standing.discard(row.pk)
        self._applied.append(row.pk)
        receive = RECEIVE.get(row.type)
        if receive is None or actor.gone_at is not None or self._known.is_blocked(actor, None):
            return
        receive(Arrival(activity_of(dict(said)), actor, row.pk, self._now, self._known))
        if row.type in CHANGES_SENDER:
            self._known.forget(row.actor_uri)

    def empty(self) -> None:
        """What was applied so far holds no words any more, and our voices hear of what was said to them."""
        hear(self._known.heard, self._now)
        again(self._known.changed, self._now)
        self._known.heard, self._known.changed = [], []
        if self._applied:
            Received.objects.filter(pk__in=self._applied).update(activity={})
            self._applied = []


def _things(arrived: Arrived) -> set[tuple[str, str]]:
    """What may have been undone or deleted before it came: the activities, and what they are about."""
    named = {(row.actor_uri, first_id(said.get("object"))) for row, said in arrived}
    named |= {(row.actor_uri, row.activity_id) for row, _said in arrived}
    return {(actor, uri) for actor, uri in named if uri}
