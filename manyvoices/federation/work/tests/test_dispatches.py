import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from manyvoices.core import clock
from manyvoices.federation import uris
from manyvoices.federation.actions.dispatch_activity import dispatch_activity
from manyvoices.federation.actions.record_hosts import record_hosts
from manyvoices.federation.actions.release_held import release_held
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.actions.revise_note import revise_note
from manyvoices.federation.content import content
from manyvoices.federation.models import Block, Dispatch, Note, RemoteHost
from manyvoices.federation.rendering.activities import accept
from manyvoices.federation.tests.neighbours import (
    WORKER,
    Neighbour,
    client,
    drained,
    follow,
    here,
    loopback_config,
    pair,
    running,
    say,
    stranger,
    tools,
)
from manyvoices.federation.work.departing import depart
from manyvoices.federation.work.dispatches import PER_HOST, Dispatches
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.kinds import PostKind
from manyvoices.voices.models import Voice
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _servers_on_this_machine_count(settings: Settings) -> None:
    settings.CONFIG = loopback_config()


def with_neighbours(*neighbours: Neighbour, do: Callable[[], Any] = lambda: None, rounds: int = 1) -> Any:
    """`do` prepares rows once the neighbours listen; then so many batches."""

    async def go() -> Any:
        async with running(*neighbours), client() as http:
            made = await here(do)
            for _ in range(rounds):
                await drained(http)
            return made

    return asyncio.run(go())


def followed(voice: Voice, neighbour: Neighbour, name: str = "lena") -> None:
    follow(stranger(name, neighbour.origin), voice)


def words(text: str) -> dict[str, Any]:
    return content(text=text, content_warning="", language="en", pictures=())


def due_now() -> None:
    Dispatch.objects.exclude(due_at=None).update(due_at=clock.now())


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
            assert await here(release_held, actor=cast.ada, note=note) == 1
            await drained(http)
            assert far.types == []
            await here(lift_pause, actor=None, pause=pause)
            await drained(http)
            assert far.types == []
            assert await here(release_held, actor=cast.ada, note=note) == 1
            assert await here(release_held, actor=cast.ada, note=note) == 0
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
            assert await here(release_held, actor=None, note=note) == 0
            await drained(http)

    asyncio.run(go())
    assert far.types == []


def test_a_row_cancelled_or_lost_since_it_was_claimed_is_left_alone(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    note = say(cast.bo_voice)
    row = Dispatch.objects.get()
    Dispatch.objects.update(taken_by=99)
    assert depart([row.pk], WORKER).rows == []
    Dispatch.objects.update(taken_by=WORKER)
    remove_note(uri=note.uri)
    assert depart([row.pk], WORKER).rows == []
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
        for number in range(PER_HOST + 6):
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
    assert len(far.got) == PER_HOST + 6


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


def test_a_worker_that_died_after_sending_sends_the_same_again(cast: Cast) -> None:
    far = Neighbour()

    async def go() -> None:
        kind = Dispatches()
        async with running(far), client() as http:
            await here(followed, cast.bo_voice, far)
            await here(say, cast.bo_voice)
            await here(Dispatch.objects.update, taken_by=WORKER)
            rows = await here(list, Dispatch.objects.all())
            await kind.handle(rows, tools(http))
            held = Dispatch.objects.filter(taken_by=WORKER)
            assert await here(kind.take_over, held, clock.now()) == 1
            await drained(http, kind, worker=8)

    asyncio.run(go())
    assert len({activity["id"] for activity in far.activities}) == 1
    assert far.types == ["Create", "Create"]
    assert Dispatch.objects.get().done_at is not None
