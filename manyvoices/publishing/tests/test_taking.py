"""Whose turn it is: one channel never delays another."""

import asyncio
import time
from collections import Counter
from collections.abc import Collection
from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.work.drain import drain
from manyvoices.networks.contract import Account, Prepared, Receipt
from manyvoices.publishing.holding import PARKED_AFTER
from manyvoices.publishing.models import ChannelFlow, Delivery, State
from manyvoices.publishing.tests.stage import FakeNetwork, Stage, released, state
from manyvoices.publishing.work import taking
from manyvoices.publishing.work.deliveries import Deliveries
from manyvoices.publishing.work.timing import Timing
from tests.cast import Cast


class BlackHole(FakeNetwork):
    """Swallows the calls of one channel until it is opened."""

    def __init__(self, channel: int) -> None:
        super().__init__()
        self.channel, self.swallowed, self.open = channel, 0, asyncio.Event()

    async def publish(self, account: Account, prepared: Prepared) -> Receipt:
        if account.channel == self.channel:
            self.swallowed += 1
            await self.open.wait()
        return await super().publish(account, prepared)


async def others_left(kind: Deliveries, stage: Stage, others: Collection[Delivery]) -> None:
    """A lane works until all of `others` are live; it never ends where they wait for the hanging channel."""
    async with asyncio.timeout(60):
        while not await stage.tools.db(are_live, [row.pk for row in others]):
            await drain(kind, stage.tools)


def are_live(pks: list[int]) -> bool:
    return not Delivery.objects.filter(pk__in=pks).exclude(state=State.SENT).exists()


@pytest.fixture
def backlog(cast: Cast) -> tuple[list[Delivery], list[Delivery]]:
    """Many posts of Bo's, due before the few of Ada's."""
    bos = [released(cast.bo, cast.bo_voice, f"Bo {number}") for number in range(10)]
    return bos, [released(cast.ada, cast.ada_voice, f"Ada {number}") for number in range(3)]


# promise A13
def test_a_black_hole_on_one_channel_keeps_no_other_waiting(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, backlog: tuple[list[Delivery], list[Delivery]]
) -> None:
    bos, adas = backlog
    hole = BlackHole(bos[0].channel_id)
    hole.desk = stage.network.desk
    monkeypatch.setattr("manyvoices.networks.registry.adapter", lambda _network, _tools: hole)
    kind = Deliveries(Timing(patience=0.02))

    async def play() -> tuple[list[str], int]:
        await others_left(kind, stage, adas)
        left = await stage.tools.db(lambda: list(Delivery.objects.filter(state=State.SENT)))
        swallowed = hole.swallowed
        hole.open.set()
        await kind.finish(stage.tools)
        return sorted(row.key for row in left), swallowed

    left, swallowed = asyncio.run(play())
    assert left == sorted(row.key for row in adas), "the others left while the calls were swallowed"
    assert swallowed == taking.PER_CHANNEL
    stage.work()
    assert {state(row) for row in [*bos, *adas]} == {State.SENT}
    assert set(Counter(hole.published).values()) == {1}


def test_of_each_channel_only_its_share_is_taken(
    stage: Stage, backlog: tuple[list[Delivery], list[Delivery]]
) -> None:
    bos, adas = backlog
    taken = stage.claim()
    assert [row.pk for row in taken] == [row.pk for row in [*bos[:4], *adas]]
    assert stage.claim() == []


def test_a_channel_that_fails_has_one_knock_at_a_time(
    stage: Stage, backlog: tuple[list[Delivery], list[Delivery]]
) -> None:
    bos, adas = backlog
    ChannelFlow.objects.create(channel_id=bos[0].channel_id, failures=PARKED_AFTER)
    assert [row.pk for row in stage.claim()] == [bos[0].pk, *(row.pk for row in adas)]


def test_a_parked_channel_is_still_asked_what_arrived(stage: Stage, cast: Cast) -> None:
    asked, waits = released(cast.bo, cast.bo_voice), released(cast.bo, cast.bo_voice)
    Delivery.objects.filter(pk=asked.pk).update(state=State.UNKNOWN)
    flow = ChannelFlow.objects.create(
        channel_id=asked.channel_id, held_until=clock.now() + timedelta(hours=1), held_because="parked"
    )
    assert [row.pk for row in stage.claim()] == [asked.pk]
    Delivery.objects.update(taken_by=None)
    ChannelFlow.objects.filter(pk=flow.pk).update(held_because="asked")
    assert stage.claim() == []
    assert state(waits) == State.QUEUED


# promise A13
@pytest.mark.long
def test_measured_while_a_channel_hangs_the_others_leave(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    """Prints how long each post waited for its turn; what is asserted is that none waited for the hanging channel."""
    bos = [released(cast.bo, cast.bo_voice, f"Bo {number}") for number in range(60)]
    adas = [released(cast.ada, cast.ada_voice, f"Ada {number}") for number in range(10)]
    hole = BlackHole(bos[0].channel_id)
    hole.desk = stage.network.desk
    monkeypatch.setattr("manyvoices.networks.registry.adapter", lambda _network, _tools: hole)
    kind = Deliveries()

    async def play() -> float:
        began = time.monotonic()
        await asyncio.gather(*(others_left(kind, stage, adas) for _ in range(kind.parallel)))
        took = time.monotonic() - began
        hole.open.set()
        await kind.finish(stage.tools)
        return took

    print(f"{len(adas)} posts left in {asyncio.run(play()):.2f} s while {hole.swallowed} calls hung")
    assert {state(row) for row in adas} == {State.SENT}
    assert hole.swallowed < 2 * taking.PER_CHANNEL
