"""The record of who did what: written unchained inside the action, chained by one worker after the commit."""

import hashlib
import json
import re
from collections.abc import Collection
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Q
from django.db.models.functions import Cast

from manyvoices.core import clock
from manyvoices.core.models import AuditRow

BATCH = 500

# The client's address while a web request is answered, set by the surface; empty in the shell and the worker.
came_from: ContextVar[str] = ContextVar("came_from", default="")


def record(
    *, actor: models.Model | None, verb: str, target: models.Model | None, because: str = "", **details: Any
) -> AuditRow:
    """Writes one audit row in the caller's transaction. `actor` None is the system or the shell. No secrets in `details`."""
    return AuditRow.objects.create(
        at=clock.now(),
        actor_id=actor.pk if actor is not None else None,
        verb=verb,
        target_type=target._meta.label if target is not None else "",
        target_id=target.pk if target is not None else None,
        because=because[:500],
        came_from=came_from.get(),
        details=details,
    )


def chain() -> None:
    """Gives committed rows their position and hash. Only one worker runs it (a chore is taken once), in short batches."""
    while _chain_batch() == BATCH:
        pass


@transaction.atomic
def redact(*, actor_id: int, words: Collection[str], instead: str) -> tuple[int, str]:
    """Erases `words` and the addresses of one actor from the record; returns how many rows changed and the old head.

    The rows stay: who (a number), what, when. What is chained after the first of them is chained anew, so that the
    record proves itself again; the caller records that it was done, with the head as it was before.
    """
    head = AuditRow.objects.exclude(position=None).order_by("position").last()
    wanted = Q(actor_id=actor_id) & ~Q(came_from="")
    for word in words:
        escaped = json.dumps(word)[1:-1]
        wanted |= Q(because__icontains=word) | Q(said__icontains=word) | Q(said__icontains=escaped)
    changed = list(AuditRow.objects.annotate(said=Cast("details", models.TextField())).filter(wanted))
    for row in changed:
        row.came_from = "" if row.actor_id == actor_id else row.came_from
        row.because = without(row.because, words, instead)[:500]
        row.details = json.loads(without(json.dumps(row.details, ensure_ascii=False), words, instead))
    AuditRow.objects.bulk_update(changed, ["came_from", "because", "details"], batch_size=BATCH)
    first = min((row.position for row in changed if row.position is not None), default=None)
    if first is not None:
        AuditRow.objects.filter(position__gte=first).update(position=None, chain="")
    chain()
    return len(changed), head.chain if head else ""


def without(text: str, words: Collection[str], instead: str) -> str:
    """`text` with each of `words`, in whatever case, replaced; the longest first, so that no part of one is left."""
    for word in sorted(words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _found: instead, text, flags=re.IGNORECASE)
    return text


def first_broken(newest: int | None = None) -> int | None:
    """The position of the first row whose hash does not follow from the row before it; None when the chain holds.

    `newest` looks at that many of the newest rows alone, beginning with the hash of the row before them.
    """
    rows = AuditRow.objects.exclude(position=None).order_by("position")
    before, expected = "", 1
    if newest is not None and (head := rows.last()) and (head.position or 0) > newest:
        expected = (head.position or 0) - newest + 1
        before = rows.filter(position__lt=expected).values_list("chain", flat=True).last() or ""
        rows = rows.filter(position__gte=expected)
    for row in rows.iterator():
        if row.position != expected or row.chain != _link(before, row):
            return expected
        before, expected = row.chain, expected + 1
    return None


def _chain_batch() -> int:
    with transaction.atomic():
        head = AuditRow.objects.aggregate(Max("position"))["position__max"] or 0
        before = AuditRow.objects.values_list("chain", flat=True).get(position=head) if head else ""
        rows = list(AuditRow.objects.filter(position=None).order_by("id")[:BATCH])
        for place, row in enumerate(rows, start=head + 1):
            row.position = place
            row.chain = before = _link(before, row)
        AuditRow.objects.bulk_update(rows, ["position", "chain"])
    return len(rows)


def _link(before: str, row: AuditRow) -> str:
    said = [row.position, row.id, row.at.isoformat(), row.actor_id, row.verb, row.target_type, row.target_id]
    if row.came_from:  # rows from before it was recorded keep their hash
        said.append(row.came_from)
    text = json.dumps([before, *said, row.because, row.details], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
