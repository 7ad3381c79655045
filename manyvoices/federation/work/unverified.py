"""Requests that wait for their key: it is fetched once for all of them, then they are promoted or dropped."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from manyvoices.core import clock
from manyvoices.core.work import Again, Answer, Kind, Tools
from manyvoices.federation.actions.end_actor import end_actor
from manyvoices.federation.actions.keep_actor import keep_actor
from manyvoices.federation.actions.miss_key import AGAIN_AFTER, miss_key
from manyvoices.federation.actions.promote import promote
from manyvoices.federation.asked_at_the_door import ASK_AGAIN_AFTER
from manyvoices.federation.fetching import Errand, Gone, NotFetched, TryLater
from manyvoices.federation.models import MissedKey, RemoteActor, Unverified

MOST_TRIES = 3
Answers = dict[int, Answer]


class UnverifiedRequests(Kind[Unverified]):
    """One errand a key, several keys at once. Rows that are finished are deleted: they hold strangers' bodies."""

    model = Unverified
    limit = 40
    lease = timedelta(minutes=3)

    async def handle(self, rows: Sequence[Unverified], tools: Tools) -> Mapping[Any, Answer]:
        """Answers only rows that stay, because their server did not answer yet."""
        by_key: dict[str, list[Unverified]] = defaultdict(list)
        for row in rows:
            by_key[row.key_id].append(row)
        found = await asyncio.gather(*(_settle(key_id, same, tools) for key_id, same in by_key.items()))
        return {pk: answer for answers in found for pk, answer in answers.items()}


async def _settle(key_id: str, rows: list[Unverified], tools: Tools) -> Answers:
    try:
        actor = await _actor(key_id, tools)
    except NotFetched as missed:
        return await tools.db(_miss, key_id, rows, missed, clock.now())
    for row in rows:
        await tools.db(promote, row=row, owner=actor, now=clock.now())
    return {}


async def _actor(key_id: str, tools: Tools) -> RemoteActor:
    """The owner of the key, fetched at most once in five minutes."""
    known = await tools.db(_just_fetched, key_id, clock.now())
    if known is not None:
        return known
    card = await Errand(tools).actor(key_id)
    return await tools.db(keep_actor, card=card, now=clock.now())


def _just_fetched(key_id: str, now: datetime) -> RemoteActor | None:
    missed = MissedKey.objects.filter(key_id=key_id, until__gt=now).first()
    if missed is not None:
        raise (NotFetched if missed.gone else TryLater)(missed.because)
    return RemoteActor.objects.filter(key_id=key_id, fetched_at__gt=now - ASK_AGAIN_AFTER).first()


def _miss(key_id: str, rows: list[Unverified], missed: NotFetched, now: datetime) -> Answers:
    gone = isinstance(missed, Gone)
    if not MissedKey.objects.filter(key_id=key_id, until__gt=now).exists():
        miss_key(key_id=key_id, domain=rows[0].domain, because=str(missed), gone=gone, now=now)
    if gone:
        for actor in RemoteActor.objects.filter(key_id=key_id, gone_at=None):
            end_actor(gone=actor, now=now)
    kept = [row for row in rows if isinstance(missed, TryLater) and row.attempts < MOST_TRIES]
    Unverified.objects.filter(pk__in=[row.pk for row in rows if row not in kept]).delete()
    return {row.pk: Again(AGAIN_AFTER, str(missed)) for row in kept}


KIND = UnverifiedRequests()
