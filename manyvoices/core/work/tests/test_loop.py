"""The life of a worker."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.models import Chore, Worker
from manyvoices.core.work import Again, Answer, Done, Kind, Tools, drain, loop, ownership
from manyvoices.core.work.loop import LifeLost, run, stale_workers, take_over_from_the_dead

pytestmark = pytest.mark.django_db(transaction=True)
WITHIN = 20.0  # seconds after which a test gives up


class Recording(Kind[Chore]):
    """Notes what it handles; `hold` keeps it busy until the test lets go."""

    model = Chore
    limit = 2

    def __init__(self, answer: Answer | Exception | None = None) -> None:
        self.answer = answer or Done()
        self.handled: list[str] = []
        self.enough = 0
        self.reached = asyncio.Event()
        self.busy = asyncio.Event()
        self.hold = asyncio.Event()
        self.hold.set()
        self.beats: list[int] = []

    async def handle(self, rows: Sequence[Chore], tools: Tools) -> Mapping[Any, Answer]:
        """Answers the same for every row, or breaks."""
        self.busy.set()
        await self.hold.wait()
        self.beats.append(await tools.db(Worker.objects.filter(pk=tools.worker).count))
        self.handled += [row.name for row in rows]
        if len(self.handled) >= self.enough:
            self.reached.set()
        if isinstance(self.answer, Exception):
            raise self.answer
        return {row.pk: self.answer for row in rows}


def due(name: str, **fields: Any) -> Chore:
    return Chore.objects.create(name=name, due_at=clock.now() - timedelta(seconds=1), **fields)


def work_until(kind: Recording, count: int) -> None:
    """Runs a worker until it has handled so many rows, then stops it."""

    kind.enough = count

    async def working() -> None:
        stop = asyncio.Event()
        async with asyncio.timeout(WITHIN):
            worker = asyncio.create_task(run(stop, [kind]))
            await kind.reached.wait()
            stop.set()
            await worker

    asyncio.run(working())


def test_it_handles_what_is_due_and_leaves_no_trace_of_itself() -> None:
    for number in range(5):
        due(str(number))
    kind = Recording()
    work_until(kind, 5)
    assert sorted(kind.handled) == ["0", "1", "2", "3", "4"]
    assert Chore.objects.filter(done_at__isnull=False, taken_by=None).count() == 5
    assert set(kind.beats) == {1}
    assert not Worker.objects.exists()


@pytest.mark.parametrize("breaks", [False, True])
def test_it_gets_ready_after_a_while_and_works_on_also_when_that_fails(
    monkeypatch: pytest.MonkeyPatch, breaks: bool
) -> None:
    class Preparing(Recording):
        async def get_ready(self, tools: Tools) -> None:
            await tools.db(due, "after")
            if breaks:
                raise RuntimeError("broken on purpose")

    monkeypatch.setattr(loop, "READY_AFTER", 0.05)
    due("before")
    kind = Preparing()
    work_until(kind, 2)
    assert kind.handled == ["before", "after"]


# promise K4
def test_stopping_finishes_the_batch_in_hand_and_takes_no_other() -> None:
    for number in range(5):
        due(str(number))
    kind = Recording()

    async def stopped_in_the_middle() -> None:
        stop = asyncio.Event()
        kind.hold.clear()
        async with asyncio.timeout(WITHIN):
            worker = asyncio.create_task(run(stop, [kind]))
            await kind.busy.wait()
            stop.set()
            kind.hold.set()
            await worker

    asyncio.run(stopped_in_the_middle())
    assert len(kind.handled) == kind.limit
    assert Chore.objects.filter(done_at__isnull=False).count() == kind.limit
    assert not Chore.objects.exclude(taken_by=None).exists()


def test_a_handler_that_breaks_is_tried_again_later_with_its_reason() -> None:
    row = due("one")
    work_until(Recording(LookupError("no such thing")), 1)
    row.refresh_from_db()
    assert row.last_error == "LookupError: no such thing"
    assert row.due_at is not None
    assert row.due_at > clock.now()
    assert (row.done_at, row.taken_by, row.attempts) == (None, None, 1)


# promise A1
def test_what_a_dead_worker_held_is_taken_over() -> None:
    due("left behind", taken_by=new_id(), taken_until=clock.now() + timedelta(days=1))
    kind = Recording()
    work_until(kind, 1)
    assert kind.handled == ["left behind"]


def test_what_a_living_worker_holds_is_not_taken_whatever_its_lease_says() -> None:
    """A lease alone would be taken from a machine that sleeps."""
    other = new_id()
    lock = ownership.hold(other)
    try:
        row = due("in hand", taken_by=other, taken_until=clock.now() - timedelta(days=1))
        assert take_over_from_the_dead([Recording()], new_id()) == 0
        row.refresh_from_db()
        assert row.taken_by == other
    finally:
        lock.release()
    assert take_over_from_the_dead([Recording()], new_id()) == 1


def test_an_own_row_past_its_lease_was_forgotten_and_comes_back() -> None:
    me = new_id()
    due("forgotten", taken_by=me, taken_until=clock.now() - timedelta(seconds=1))
    due("in hand", taken_by=me, taken_until=clock.now() + timedelta(seconds=60))
    lock = ownership.hold(me)
    try:
        assert take_over_from_the_dead([Recording()], me) == 1
    finally:
        lock.release()
    assert Chore.objects.get(taken_by=me).name == "in hand"


def test_a_worker_that_lost_its_life_lock_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lost:
        def still_held(self) -> bool:
            return False

        def release(self) -> None:
            return None

    monkeypatch.setattr(ownership, "hold", lambda _worker: Lost())

    async def working() -> None:
        async with asyncio.timeout(WITHIN):
            await run(asyncio.Event(), [Recording()])

    with pytest.raises(ExceptionGroup) as stopped:
        asyncio.run(working())
    assert stopped.group_contains(LifeLost)


def test_a_failing_claim_does_not_end_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    due("one")
    kind = Recording(Again(timedelta(hours=1), "later"))
    calls: list[object] = []

    async def failing_once(*args: Any) -> int:
        calls.append(args)
        if len(calls) == 1:
            raise OSError("the disk is full")
        return await drain.drain(*args)

    monkeypatch.setattr(loop, "drain", failing_once)
    work_until(kind, 1)
    assert kind.handled == ["one"]


def test_a_stale_heartbeat_is_seen() -> None:
    now = clock.now()
    for seconds in (1, 100):
        beat = now - timedelta(seconds=seconds)
        Worker.objects.create(id=new_id(), pid=seconds, started_at=now, beat_at=beat)
    assert [worker.pid for worker in stale_workers(now, timedelta(seconds=30))] == [100]
