"""Verified activities are applied, those of one actor in the order in which they arrived."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import Exists, OuterRef, Q, QuerySet

from manyvoices.core import clock
from manyvoices.core.work import Again, Answer, Dead, Done, Kind, Tools
from manyvoices.core.work.pacing import back_off
from manyvoices.federation.actions.apply_received import apply_received
from manyvoices.federation.fetching import Errand, NotFetched, TryLater
from manyvoices.federation.hosts import loopback
from manyvoices.federation.models import Received
from manyvoices.federation.ownership import NotTheirs, check_actor_activity
from manyvoices.federation.reading import NotReadable
from manyvoices.federation.receiving import NotApplied

log = structlog.get_logger()

MOST_TRIES = 5
WITH_WORDS = {"Create", "Update"}


class ReceivedActivities(Kind[Received]):
    """A row waits while an earlier one of its actor is unfinished; so an Undo never overtakes its Like."""

    model = Received
    limit = 50
    lease = timedelta(minutes=5)

    def takeable(self, now: datetime) -> "QuerySet[Received]":
        """Due rows in order, but none behind one of the same actor that is taken or has to wait."""
        before = Received.objects.filter(
            actor_uri=OuterRef("actor_uri"), id__lt=OuterRef("id"), due_at__isnull=False
        )
        held_up = before.filter(Q(due_at__gt=now) | Q(taken_by__isnull=False))
        return super().takeable(now).filter(~Exists(held_up)).order_by("id")

    async def handle(self, rows: Sequence[Received], tools: Tools) -> Mapping[Any, Answer]:
        """Whatever goes wrong with a row stays with it and, until it is finished, with its actor."""
        answers: dict[int, Answer] = {}
        waiting: set[str] = set()
        for row in rows:
            if row.actor_uri in waiting:
                answers[row.pk] = Again(timedelta(seconds=1), "waits for an earlier one of the same actor")
                continue
            answers[row.pk] = await _answer(row, tools)
            if isinstance(answers[row.pk], Again):
                waiting.add(row.actor_uri)
        return answers


async def _answer(row: Received, tools: Tools) -> Answer:
    try:
        said = await _whole(row, tools)
        await tools.db(apply_received, row=row, said=said, now=clock.now())
    except TryLater as later:
        return _again(row, str(later))
    except (NotFetched, NotApplied, NotTheirs, NotReadable) as refused:
        return Dead(str(refused))
    except Exception as error:
        log.exception("an activity could not be applied", received=row.pk, type=row.type)
        return _again(row, f"{type(error).__name__}: {error}")
    return Done()


def _again(row: Received, because: str) -> Answer:
    return Dead(because) if row.attempts >= MOST_TRIES else Again(back_off(row.attempts), because)


async def _whole(row: Received, tools: Tools) -> dict[str, Any]:
    """The activity with its object. One that is merely named is fetched from its own host, and its author compared."""
    named = row.activity.get("object")
    if row.type not in WITH_WORDS or not isinstance(named, str):
        return row.activity
    said = row.activity | {"object": await Errand(tools).document(named)}
    check_actor_activity(said, row.actor_uri, row.actor_uri, row.actor_uri, allow_loopback=loopback())
    return said


KIND = ReceivedActivities()
