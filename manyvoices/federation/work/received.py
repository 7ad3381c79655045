"""Verified activities are applied, those of one actor in the order in which they arrived."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from manyvoices.core import clock
from manyvoices.core.work import Again, Answer, Dead, Done, Kind, Tools
from manyvoices.core.work.pacing import back_off
from manyvoices.federation.actions.apply_received import REFUSALS, Arrived, Waits, apply_received
from manyvoices.federation.fetching import Errand, NotFetched, TryLater
from manyvoices.federation.hosts import loopback
from manyvoices.federation.models import Received
from manyvoices.federation.ownership import NotTheirs, check_actor_activity

MOST_TRIES = 5
WITH_WORDS = {"Create", "Update"}
# So many are applied in one transaction: some ten milliseconds. On SQLite the inbox waits for its end, and who waits
# longer looks less often and misses the rest between two of them.
TOGETHER = 20
FINAL = (*REFUSALS, NotFetched, NotTheirs)
Answers = dict[int, Answer]


class ReceivedActivities(Kind[Received]):
    """A row waits while an earlier one of its actor is unfinished; so an Undo never overtakes its Like."""

    model = Received
    limit = 200
    lease = timedelta(minutes=5)

    def takeable(self, now: datetime) -> "QuerySet[Received]":
        """Due rows in order, but none behind one of the same actor that is taken or has to wait."""
        before = Received.objects.filter(
            actor_uri=OuterRef("actor_uri"), id__lt=OuterRef("id"), due_at__isnull=False
        )
        held_up = before.filter(Q(due_at__gt=now) | Q(taken_by__isnull=False))
        return super().takeable(now).filter(~Exists(held_up)).order_by("id")

    async def handle(self, rows: Sequence[Received], tools: Tools) -> Mapping[Any, Answer]:
        """Whatever goes wrong with a row stays with it and, until it is finished, with its actor.

        What is whole is applied at once, many together. Who merely names a note waits for it to be fetched, and with
        them what they sent afterwards.
        """
        fetching = {row.actor_uri for row in rows if _is_named(row)}
        whole = [row for row in rows if row.actor_uri not in fetching]
        answers: Answers = {}
        for first in range(0, len(whole), TOGETHER):
            some = [(row, row.activity) for row in whole[first : first + TOGETHER]]
            answers |= await _apply(some, tools)
        waiting: set[str] = set()
        for row in (row for row in rows if row.actor_uri in fetching):
            answers |= await _answer(row, waiting, tools)
        return answers


async def _answer(row: Received, waiting: set[str], tools: Tools) -> Answers:
    """The answer for one whose actor had something fetched; `waiting` holds those who have to wait for it."""
    if row.actor_uri in waiting:
        return {row.pk: _after(row, Waits("waits for an earlier one of the same actor"))}
    try:
        answers = await _apply([(row, await _whole(row, tools))], tools)
    except (NotFetched, NotTheirs) as error:
        answers = {row.pk: _after(row, error)}
    if isinstance(answers[row.pk], Again):
        waiting.add(row.actor_uri)
    return answers


async def _apply(arrived: Arrived, tools: Tools) -> Answers:
    wrong = await tools.db(apply_received, arrived=arrived, now=clock.now())
    return {row.pk: _after(row, wrong[row.pk]) if row.pk in wrong else Done() for row, _said in arrived}


def _after(row: Received, error: Exception) -> Answer:
    if isinstance(error, Waits):
        return Again(timedelta(seconds=1), str(error))
    if isinstance(error, TryLater):
        return _again(row, str(error))
    return Dead(str(error)) if isinstance(error, FINAL) else _again(row, f"{type(error).__name__}: {error}")


def _again(row: Received, because: str) -> Answer:
    return Dead(because) if row.attempts >= MOST_TRIES else Again(back_off(row.attempts), because)


def _is_named(row: Received) -> bool:
    """Whether its note is only named, and has to be fetched."""
    return row.type in WITH_WORDS and isinstance(row.activity.get("object"), str)


async def _whole(row: Received, tools: Tools) -> dict[str, Any]:
    """The activity with its object. One that is merely named is fetched from its own host, and its author compared."""
    if not _is_named(row):
        return row.activity
    said = row.activity | {"object": await Errand(tools).document(row.activity["object"])}
    check_actor_activity(said, row.actor_uri, row.actor_uri, row.actor_uri, allow_loopback=loopback())
    return said


KIND = ReceivedActivities()
