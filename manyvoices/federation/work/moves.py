"""Moves are checked at the other side, and announced once the person has said yes."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import translation

from manyvoices.core import clock
from manyvoices.core.work import Again, Answer, Dead, Done, Kind, Tools
from manyvoices.core.work.pacing import back_off
from manyvoices.federation.actions.announce_move import announce_move
from manyvoices.federation.fetching import Errand, NotFetched, TryLater
from manyvoices.federation.finding import found_actor, understood
from manyvoices.federation.models import Move
from manyvoices.federation.moving import NotATarget, check_target
from manyvoices.voices.addresses import actor_uri

MOST_TRIES = 5


class Moves(Kind[Move]):
    """A refusal of the other side is an end with its reason: asking again makes a new row."""

    model = Move
    limit = 5
    lease = timedelta(minutes=2)

    async def handle(self, rows: Sequence[Move], tools: Tools) -> Mapping[Any, Answer]:
        """One errand a move."""
        return {row.pk: await _answer(row, tools) for row in rows}


async def _answer(row: Move, tools: Tools) -> Answer:
    try:
        await _check(row, tools)
    except TryLater as later:
        ended = row.attempts >= MOST_TRIES
        return Dead(str(later)) if ended else Again(back_off(row.attempts), str(later))
    except (NotFetched, NotATarget) as refused:
        return Dead(str(refused))
    if row.confirmed_at is not None:
        await tools.db(announce_move, move=row, now=clock.now())
    return Done()


async def _check(row: Move, tools: Tools) -> None:
    """Both sides name each other now. What is announced is the actor that was confirmed, and no other."""
    voice, language = await tools.db(lambda: (row.voice, row.asked_by.language or None))
    typed = understood(row.target)
    if typed is None:
        raise NotATarget("This is no address.")
    document = await found_actor(typed, Errand(tools))
    with translation.override(language):
        uri, name = check_target(document, actor_uri(voice))
    if row.confirmed_at is not None and uri != row.target_uri:
        raise NotATarget("The address leads to another account than the one you confirmed.")
    await tools.db(_keep, row, uri, name)


def _keep(row: Move, uri: str, name: str) -> None:
    row.target_uri, row.target_name, row.checked_at = uri[:500], name[:250], clock.now()
    row.save(update_fields=["target_uri", "target_name", "checked_at"])


KIND = Moves()
