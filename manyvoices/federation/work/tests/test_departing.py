import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from pytest_django import Settings

from manyvoices.core import clock
from manyvoices.core.work import Answer, Tools
from manyvoices.federation.actions.dispatch_activity import dispatch_activity
from manyvoices.federation.actions.release_held import release_held
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.models import Block, Dispatch
from manyvoices.federation.rendering.activities import accept
from manyvoices.federation.tests.neighbours import (
    WORKER,
    Neighbour,
    client,
    drained,
    follow,
    followed,
    here,
    loopback_config,
    running,
    say,
    stranger,
    tools,
    with_neighbours,
)
from manyvoices.federation.work.departing import Departing, depart, load
from manyvoices.federation.work.dispatches import Dispatches
from manyvoices.pauses import fence
from manyvoices.pauses.actions.confirm_pauses import confirm_pauses
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.kinds import PostKind
from manyvoices.pauses.models import Pause
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _servers_on_this_machine_count(settings: Settings) -> None:
    settings.CONFIG = loopback_config()


# promise E1
def test_a_pause_holds_what_it_covers_and_nothing_else(cast: Cast) -> None:
    far = Neighbour()
    follow_id = {"id": "https://far.example/follow/1", "actor": "https://far.example/users/lena"}

    def do() -> None:
        followed(cast.bo_voice, far)
        say(cast.bo_voice, "1", kind=PostKind.STORY)
        say(cast.bo_voice, "2", kind=PostKind.HELP)
        place_pause(actor=None, reason="accident")
        dispatch_activity(
            voice=cast.bo_voice,
            activity=accept(cast.bo_voice, follow_id, 5),
            inboxes={f"{far.origin}/inbox": "127.0.0.1"},
            object_key="follow",
        )

    with_neighbours(far, do=do, rounds=2)
    assert sorted(far.types) == ["Accept", "Create"]
    held = Dispatch.objects.get(kind=PostKind.STORY)
    assert held.paused_at is not None
    assert (held.due_at, held.taken_by, held.done_at, held.sending_at) == (None, None, None, None)


def test_what_was_held_leaves_when_a_person_says_so_and_not_before(cast: Cast) -> None:
    far = Neighbour()

    async def go() -> None:
        async with running(far), client() as http:
            await here(followed, cast.bo_voice, far)
            note = await here(say, cast.bo_voice)
            pause = await here(place_pause, actor=None, reason="accident")
            await drained(http)
            assert await here(release_held, note=note) == 1
            await drained(http)
            assert far.types == []
            await here(lift_pause, actor=None, pause=pause)
            await drained(http)
            assert far.types == []
            assert await here(release_held, note=note) == 1
            assert await here(release_held, note=note) == 0
            await drained(http)

    asyncio.run(go())
    assert far.types == ["Create"]


def test_a_delete_takes_a_held_post_away_for_good(cast: Cast) -> None:
    far = Neighbour()

    async def go() -> None:
        async with running(far), client() as http:
            await here(followed, cast.bo_voice, far)
            note = await here(say, cast.bo_voice)
            await here(place_pause, actor=None, reason="accident")
            await drained(http)
            await here(remove_note, uri=note.uri)
            assert await here(release_held, note=note) == 0
            await drained(http)

    asyncio.run(go())
    assert far.types == []


def test_a_row_cancelled_or_lost_since_it_was_claimed_is_left_alone(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    note = say(cast.bo_voice)
    row = Dispatch.objects.get()
    Dispatch.objects.update(taken_by=99)
    assert depart([row], WORKER).rows == []
    Dispatch.objects.update(taken_by=WORKER)
    remove_note(uri=note.uri)
    assert depart([row], WORKER).rows == []
    row.refresh_from_db()
    assert row.sending_at is None


def test_a_domain_blocked_meanwhile_gets_nothing(cast: Cast) -> None:
    far = Neighbour()

    def do() -> None:
        followed(cast.bo_voice, far)
        say(cast.bo_voice)
        domain = Dispatch.objects.get().domain
        Block.objects.create(domain=domain, because="rude", placed_by=cast.ada, placed_at=clock.now())

    with_neighbours(far, do=do)
    assert far.types == []
    assert "blocked" in Dispatch.objects.get().last_error


def place_and_confirm() -> None:
    place_pause(actor=None, reason="accident")
    confirm_pauses()


def confirmed() -> bool:
    return Pause.objects.get().confirmed_at is not None


# promise E1
def test_a_pause_is_not_confirmed_while_a_letter_is_on_its_way(cast: Cast) -> None:
    during: list[bool] = []

    async def hold() -> None:
        await here(place_and_confirm)
        during.append(await here(confirmed))

    far = Neighbour(hold=hold)

    def do() -> None:
        followed(cast.bo_voice, far)
        say(cast.bo_voice)

    with_neighbours(far, do=do)
    assert during == [False]
    confirm_pauses()
    assert confirmed()


# promise E1
def test_a_pause_placed_after_the_claim_still_holds_the_row(cast: Cast) -> None:
    far = Neighbour()

    async def go() -> None:
        kind = Dispatches()
        async with running(far), client() as http:
            await here(followed, cast.bo_voice, far)
            await here(say, cast.bo_voice)
            await here(Dispatch.objects.update, taken_by=WORKER)
            rows = await here(list, Dispatch.objects.all())
            await here(place_and_confirm)
            await kind.handle(rows, tools(http))

    asyncio.run(go())
    assert confirmed()
    assert far.types == []


class ChecksAFlag(Dispatches):
    """The broken twin: reads the pauses, and sends when it saw none; `meanwhile` happens in between."""

    async def handle(self, rows: Sequence[Dispatch], tools: Tools) -> Mapping[Any, Answer]:
        pauses = await tools.db(fence.standing, "live")
        await tools.db(place_and_confirm)
        departing = Departing(rows=[] if pauses else await tools.db(self._loaded, rows))
        outcomes = await asyncio.gather(*self._visits(departing, tools.http))
        return {outcome.row.pk: outcome.answer for one in outcomes for outcome in one}

    def _loaded(self, rows: Sequence[Dispatch]) -> list[Dispatch]:
        load(rows)
        return list(rows)


def test_without_the_fence_a_post_leaves_under_a_confirmed_pause(cast: Cast) -> None:
    during: list[bool] = []

    async def hold() -> None:
        during.append(await here(confirmed))

    far = Neighbour(hold=hold)

    async def go() -> None:
        async with running(far), client() as http:
            await here(followed, cast.bo_voice, far)
            await here(say, cast.bo_voice)
            await drained(http, ChecksAFlag())

    asyncio.run(go())
    assert during == [True]
