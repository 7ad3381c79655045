"""The fence before a dispatch: which rows may leave now is asked in the transaction that commits their departure."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import QuerySet

from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.core.work import Answer, Dead, Done
from manyvoices.federation.blocks import blocked_domains
from manyvoices.federation.hosts import domain_and_above
from manyvoices.federation.in_flight import HELD_BY_PAUSES
from manyvoices.federation.models import Dispatch, RemoteHost
from manyvoices.pauses import fence


@dataclass
class Departing:
    """`rows` leave now, loaded for rendering; `answers` are final without a send; `failing` hosts get one knock first."""

    rows: list[Dispatch] = field(default_factory=list)
    answers: dict[int, Answer] = field(default_factory=dict)
    failing: frozenset[str] = frozenset()


def depart(pks: Collection[int], worker: int) -> Departing:
    """Commits `sending_at` of the rows that may leave; those under a pause rest until a person releases them.

    A row cancelled or taken over since it was claimed is left alone.
    """
    departing = Departing()
    with fence.shared():
        mine = Dispatch.objects.filter(pk__in=pks, taken_by=worker, done_at=None, dead_at=None)
        held = _sort(mine, departing)
        now = clock.now()
        mine.filter(pk__in=held).update(paused_at=now, due_at=None, taken_by=None, taken_until=None)
        mine.filter(pk__in=[row.pk for row in departing.rows]).update(sending_at=now)
        domains = {row.domain for row in departing.rows}
        failing = RemoteHost.objects.filter(domain__in=domains, failing_since__isnull=False)
        departing.failing = frozenset(failing.values_list("domain", flat=True))
    return departing


def _sort(mine: "QuerySet[Dispatch]", departing: Departing) -> list[int]:
    """Fills `departing` and returns the rows that a pause holds."""
    held, pauses, blocked = [], fence.standing(World.LIVE), blocked_domains()
    related = ("voice__actor_key", "note__voice", "note__in_reply_to__actor")
    for row in mine.select_related(*related).order_by("id"):
        if row.note is not None and row.note.deleted_at is not None and row.type != "Delete":
            departing.answers[row.pk] = (
                Done()
            )  # nothing is left to say; the Delete comes by itself where it must
        elif row.note is not None and _is_blocked(row, blocked):
            departing.answers[row.pk] = Dead("the domain is blocked")
        elif _stopped(row, pauses):
            held.append(row.pk)
        else:
            departing.rows.append(row)
    return held


def _stopped(row: Dispatch, pauses: list[fence.Standing]) -> bool:
    if row.type not in HELD_BY_PAUSES:
        return False
    return fence.stopping(pauses, kind=row.kind, unit=row.voice.unit_id) is not None


def _is_blocked(row: Dispatch, blocked: set[tuple[int | None, str]]) -> bool:
    covering = domain_and_above(row.domain)
    return any((voice, domain) in blocked for voice in (None, row.voice_id) for domain in covering)
