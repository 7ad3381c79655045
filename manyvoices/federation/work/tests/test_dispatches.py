import asyncio
from typing import Any

import pytest
from pytest_django import Settings

from manyvoices.core import clock
from manyvoices.core.work import Tools
from manyvoices.federation import uris
from manyvoices.federation.actions.record_hosts import record_hosts
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.actions.revise_note import revise_note
from manyvoices.federation.models import Dispatch, Note, RemoteHost
from manyvoices.federation.tests.neighbours import (
    WORKER,
    Neighbour,
    client,
    drained,
    due_now,
    followed,
    here,
    loopback_config,
    pair,
    running,
    say,
    tools,
    with_neighbours,
    words,
)
from manyvoices.federation.work.dispatches import Dispatches
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _servers_on_this_machine_count(settings: Settings) -> None:
    settings.CONFIG = loopback_config()


def test_a_post_arrives_signed_and_is_done(cast: Cast) -> None:
    far = Neighbour()

    def do() -> Note:
        followed(cast.bo_voice, far)
        return say(cast.bo_voice, text="Good morning")

    note = with_neighbours(far, do=do, rounds=2)
    (request,) = far.got
    assert far.check(request, pair().public_pem) == uris.key_id(cast.bo_voice)
    assert request.headers["content-type"] == "application/activity+json"
    assert far.activities[0]["object"]["content"] == "<p>Good morning</p>"
    assert far.activities[0]["id"] == f"{note.uri}/create"
    row = Dispatch.objects.get()
    assert row.done_at is not None
    assert (row.taken_by, row.due_at) == (None, None)
    assert RemoteHost.objects.get().answered_at is not None


def test_the_body_says_what_is_true_when_it_leaves(cast: Cast) -> None:
    far = Neighbour()

    def do() -> None:
        followed(cast.bo_voice, far)
        note = say(cast.bo_voice, text="One")
        revise_note(uri=note.uri, content=words("Two"))

    with_neighbours(far, do=do)
    assert far.activities[0]["type"] == "Create"
    assert far.activities[0]["object"]["content"] == "<p>Two</p>"


def test_what_is_about_one_note_leaves_in_order(cast: Cast) -> None:
    far = Neighbour(answers=[503, 202])

    def do() -> None:
        followed(cast.bo_voice, far)
        note = say(cast.bo_voice, text="One")
        revise_note(uri=note.uri, content=words("Two"))
        Dispatch.objects.filter(type="Create").update(sending_at=clock.now())
        remove_note(uri=note.uri)

    async def go() -> None:
        async with running(far), client() as http:
            await here(do)
            for _ in range(5):
                await drained(http)
                await here(RemoteHost.objects.update, quiet_until=None)
                await here(due_now)

    asyncio.run(go())
    # The note is gone by then: its Create says nothing any more, its Update was cancelled, the Delete is what leaves.
    assert far.types == ["Delete", "Delete"]
    assert Dispatch.objects.filter(done_at=None, dead_at=None).count() == 0


def test_a_later_row_waits_for_an_earlier_one_that_failed(cast: Cast) -> None:
    far = Neighbour(answers=[503, 202])

    async def go() -> None:
        async with running(far), client() as http:
            await here(followed, cast.bo_voice, far)
            note = await here(say, cast.bo_voice, text="One")
            await drained(http)
            await here(revise_note, uri=note.uri, content=words("Two"))
            await drained(http)
            assert far.types == ["Create"]
            await here(record_hosts, answered=["127.0.0.1"], failed=())
            await here(RemoteHost.objects.update, quiet_until=None)
            await here(due_now)
            for _ in range(2):
                await drained(http)

    asyncio.run(go())
    assert far.types == ["Create", "Create", "Update"]


class InNoOrder(Dispatches):
    """The broken twin: takes whatever is due."""

    def takeable(self, now: Any) -> Any:
        return self.model._default_manager.filter(due_at__lte=now, taken_by=None).order_by("due_at", "id")


def test_without_the_rule_the_order_breaks(cast: Cast) -> None:
    far = Neighbour(answers=[503, 202])

    async def go() -> None:
        async with running(far), client() as http:
            await here(followed, cast.bo_voice, far)
            note = await here(say, cast.bo_voice, text="One")
            await drained(http, InNoOrder())
            await here(revise_note, uri=note.uri, content=words("Two"))
            await drained(http, InNoOrder())

    asyncio.run(go())
    assert far.types == ["Create", "Update"]


def test_other_notes_and_other_inboxes_do_not_wait(cast: Cast) -> None:
    far, near = Neighbour(answers=[503]), Neighbour()

    def do() -> None:
        followed(cast.bo_voice, far)
        followed(cast.bo_voice, near)
        say(cast.bo_voice, "1")
        say(cast.bo_voice, "2")

    with_neighbours(far, near, do=do)
    assert near.types == ["Create", "Create"]


class DiesBeforeItWritesItDown(Dispatches):
    """A worker whose last letters arrived and whose record did not."""

    async def _settle(self, visits: Any, tools: Tools) -> None:
        return None


def test_a_worker_that_died_after_sending_sends_the_same_again(cast: Cast) -> None:
    far = Neighbour()

    async def go() -> None:
        kind = DiesBeforeItWritesItDown()
        async with running(far), client() as http:
            await here(followed, cast.bo_voice, far)
            await here(say, cast.bo_voice)
            await here(Dispatch.objects.update, taken_by=WORKER)
            rows = await here(list, Dispatch.objects.all())
            await kind.handle(rows, tools(http))
            held = Dispatch.objects.filter(taken_by=WORKER)
            assert await here(kind.take_over, held, clock.now()) == 1
            await drained(http, worker=8)

    asyncio.run(go())
    assert len({activity["id"] for activity in far.activities}) == 1
    assert far.types == ["Create", "Create"]
    assert Dispatch.objects.get().done_at is not None
