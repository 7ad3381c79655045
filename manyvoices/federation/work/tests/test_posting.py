import asyncio
from datetime import timedelta

import pytest
import time_machine
from pytest_django import Settings

from manyvoices.core import clock
from manyvoices.core.work.drain import drain
from manyvoices.federation.models import Dispatch, RemoteHost
from manyvoices.federation.tests.neighbours import (
    Neighbour,
    client,
    drained,
    follow,
    followed,
    here,
    loopback_config,
    pair,
    running,
    say,
    stranger,
    tools,
    with_neighbours,
)
from manyvoices.federation.work import dispatches
from manyvoices.federation.work.dispatches import PER_CONNECTION, PER_HOST, Dispatches
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _servers_on_this_machine_count(settings: Settings) -> None:
    settings.CONFIG = loopback_config()


POSTS = PER_HOST * PER_CONNECTION + 2


def test_a_server_that_reads_the_other_signature_gets_it_and_is_remembered(cast: Cast) -> None:
    far = Neighbour(answers=[401, 202])

    async def go() -> None:
        kind = Dispatches()
        async with running(far), client() as http:
            await here(followed, cast.bo_voice, far)
            await here(say, cast.bo_voice, "1")
            await drained(http, kind)
            await here(say, cast.bo_voice, "2")
            await drained(http, kind)

    asyncio.run(go())
    schemes = ["rfc9421" if "signature-input" in request.headers else "cavage" for request in far.got]
    assert schemes == ["cavage", "rfc9421", "rfc9421"]
    for request in far.got:
        far.check(request, pair().public_pem)
    assert Dispatch.objects.filter(done_at=None).count() == 0


@pytest.mark.parametrize(
    ("status", "dead"), [(410, True), (404, True), (403, False), (500, False), (0, False)]
)
def test_what_an_answer_means_for_the_row(cast: Cast, status: int, dead: bool) -> None:
    far = Neighbour(answers=[status])

    def do() -> None:
        followed(cast.bo_voice, far)
        say(cast.bo_voice)

    with_neighbours(far, do=do)
    row = Dispatch.objects.get()
    assert (row.dead_at is not None) is dead
    assert (row.due_at is None) is dead
    assert row.done_at is None
    assert row.last_error


# promise G10
def test_a_dead_server_is_asked_by_one_row_then_left_alone_then_served_at_once_when_it_is_back(
    cast: Cast,
) -> None:
    far = Neighbour(answers=[503])
    start = clock.now() + timedelta(minutes=1)

    def four_posts() -> None:
        followed(cast.bo_voice, far)
        for number in range(4):
            say(cast.bo_voice, str(number))

    async def batch(after: timedelta) -> int:
        """How many letters a batch at this time brought."""
        before = len(far.got)
        with time_machine.travel(start + after, tick=False):
            async with client() as http:
                await drained(http)
        return len(far.got) - before

    async def go() -> None:
        async with running(far):
            await here(four_posts)
            await batch(timedelta(0))
            assert await batch(timedelta(seconds=1)) == 0
            assert await batch(timedelta(days=1)) == 1
            assert await batch(timedelta(days=3, hours=1)) == 1
            assert await batch(timedelta(days=3, hours=20)) == 0
            far.answers = [202]
            assert await batch(timedelta(days=4, hours=2)) == 4

    asyncio.run(go())
    assert RemoteHost.objects.get().failing_since is None
    assert Dispatch.objects.filter(done_at=None).count() == 0


# promise G10
def test_never_more_than_eight_at_a_time_to_one_server(cast: Cast) -> None:
    full, release = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        if far.at_once == PER_HOST:
            full.set()
        await release.wait()

    far = Neighbour(hold=hold)

    def do() -> None:
        followed(cast.bo_voice, far)
        for number in range(POSTS):
            say(cast.bo_voice, str(number))

    async def go() -> None:
        async with running(far), client(per_host=100) as http:
            await here(do)
            async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
                tasks.create_task(drained(http))
                await full.wait()
                for _ in range(50):
                    await asyncio.sleep(0)
                release.set()

    asyncio.run(go())
    assert far.most_at_once == PER_HOST
    assert len(far.got) == POSTS


def test_a_server_that_takes_its_time_holds_up_no_other_and_is_written_down_in_the_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatches, "PATIENCE", 0.2)
    release = asyncio.Event()

    async def hold() -> None:
        await release.wait()

    slow, quick, kind = Neighbour(hold=hold), Neighbour(), Dispatches()

    def both() -> None:
        followed(cast.bo_voice, slow)
        followed(cast.bo_voice, quick)
        say(cast.bo_voice)

    def states() -> list[bool]:
        rows = Dispatch.objects.order_by("done_at")
        return sorted(row.done_at is not None and row.taken_by is None for row in rows)

    async def go() -> list[list[bool]]:
        async with running(slow, quick), client() as http:
            await here(both)
            await drain(kind, tools(http))
            meanwhile = await here(states)
            release.set()
            await kind.finish(tools(http))
            return [meanwhile, await here(states)]

    assert asyncio.run(go()) == [[False, True], [True, True]]


def test_a_row_that_cannot_be_rendered_harms_no_other(cast: Cast) -> None:
    far = Neighbour()

    def do() -> None:
        followed(cast.bo_voice, far)
        say(cast.bo_voice, "1")
        say(cast.bo_voice, "2")
        first = Dispatch.objects.order_by("id").first()
        assert first is not None
        Dispatch.objects.filter(pk=first.pk).update(type="Wave")

    with_neighbours(far, do=do)
    assert far.types == ["Create"]
    assert "Wave" in Dispatch.objects.get(type="Wave").last_error


def test_an_address_we_do_not_dial_is_given_up(cast: Cast) -> None:
    follow(stranger("x", "https://127.0.0.1:1"), cast.bo_voice)
    say(cast.bo_voice)
    Dispatch.objects.update(inbox="https://10.0.0.1/inbox")

    async def go() -> None:
        async with client() as http:
            await drained(http)

    asyncio.run(go())
    row = Dispatch.objects.get()
    assert row.dead_at is not None
    assert "10.0.0.1" in row.last_error
