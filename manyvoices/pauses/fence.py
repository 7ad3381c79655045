"""The fence: whoever commits `sending` passes it shared, whoever places or lifts a pause closes it for a moment.

So every send was committed either before the pause (and is counted as in flight) or after it (and saw it). Checking a
flag and then sending leaked in trials; a row lock leaked on PostgreSQL where the row is an insert, and starved the holder.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from manyvoices.pauses.kinds import stops
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Unit
from manyvoices.people.units import Parents, below

_KEY = (0x4D56, 1)  # "MV", 1: the two-number space of advisory locks, apart from the life locks of workers


@dataclass(frozen=True)
class Standing:
    """A pause that stands now. `units` are those it covers; None means all."""

    pause: int
    covers: str
    units: frozenset[int] | None


@contextmanager
def shared() -> Iterator[None]:
    """A transaction in which no pause is placed or lifted. Read `standing` inside it, then commit `sending`."""
    with transaction.atomic(durable=True):
        _lock("pg_advisory_xact_lock_shared")
        yield


@contextmanager
def exclusive() -> Iterator[None]:
    """A transaction that waits for all who passed the fence and lets nobody pass until it ends."""
    with transaction.atomic(durable=True):
        _lock("pg_advisory_xact_lock")
        yield


def standing(world: str) -> list[Standing]:
    """The pauses that stand in `world`."""
    pauses = list(Pause.objects.filter(world=world, ended_at=None))
    parents = _parents() if any(pause.unit_id for pause in pauses) else {}
    return [
        Standing(pause.pk, pause.covers, below(parents, pause.unit_id) if pause.unit_id else None)
        for pause in pauses
    ]


def stopping(pauses: Iterable[Standing], *, kind: str, unit: int) -> Standing | None:
    """The first of `pauses` that stops a post of `kind` by a voice of `unit`; None lets it pass."""
    for pause in pauses:
        if (pause.units is None or unit in pause.units) and stops(pause.covers, kind):
            return pause
    return None


def _lock(function: str) -> None:
    # On SQLite the transaction is BEGIN IMMEDIATE: writers pass one by one, which is fence enough.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s)", _KEY)


def _parents() -> Parents:
    return dict(Unit.objects.values_list("pk", "parent_id"))
