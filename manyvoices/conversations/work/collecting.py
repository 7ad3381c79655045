"""Collecting: each channel is asked what was said to it, and what it tells is stored together with the place to go on."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from django.db.models import Q, QuerySet

from manyvoices.conversations.actions.store_batch import store_batch
from manyvoices.conversations.models import Collecting
from manyvoices.core import clock
from manyvoices.core.work import Again, Answer, Dead, Done, Kind, Tools
from manyvoices.core.work.claiming import record
from manyvoices.core.work.pacing import back_off
from manyvoices.networks import registry
from manyvoices.networks.contract import Adapter, NetworkError, Reconnect, TryLater
from manyvoices.people.models import Purpose
from manyvoices.people.queries import consented
from manyvoices.publishing import holding
from manyvoices.publishing.work.loading import account
from manyvoices.publishing.work.reconnecting import stop_channel
from manyvoices.voices.actions.unmark_channel import unmark_channel
from manyvoices.voices.models import Channel, ChannelState, CollectSoon

log = structlog.get_logger()

# A slow network keeps no other one waiting longer than this; its row goes on by itself.
PATIENCE = 1.0
# So many pages are taken one after another before others get their turn.
PAGES = 20
CANNOT = "this network cannot be asked what was said"


class Collectings(Kind[Collecting]):
    """One row a channel, due again and again. The cursor is saved with what was stored up to it, never before."""

    model = Collecting
    limit = 20
    parallel = 2
    lease = timedelta(minutes=5)

    def __init__(self) -> None:
        self._slow: set[asyncio.Task[None]] = set()

    def any_due(self, now: datetime) -> bool:
        """Also when something waits at a channel: whoever wrote is not kept waiting for the next turn of a chore."""
        return super().any_due(now) or CollectSoon.objects.exists()

    def takeable(self, now: datetime) -> "QuerySet[Collecting]":
        """Rows that are due, and that rest while something waits; of channels in use that their network lets us call."""
        waiting = Q(due_at__gt=now, attempts=0, channel__in=CollectSoon.objects.values("channel"))
        found = Collecting.objects.filter(Q(due_at__lte=now) | waiting, taken_by=None)
        usable = found.filter(channel__state=ChannelState.ACTIVE, channel__voice__closed_at=None)
        return usable.exclude(channel__in=holding.held_now(now).values("channel")).order_by("due_at", "id")

    async def handle(self, rows: Sequence[Collecting], tools: Tools) -> Mapping[int, Answer]:
        """Every channel on its own, all at once; what takes long is recorded when it is done."""
        calls = {asyncio.create_task(_look(row, tools)): row for row in rows}
        done, slow = await asyncio.wait(calls, timeout=PATIENCE)
        for call in slow:
            late = asyncio.create_task(_late(call, calls[call], tools))
            self._slow.add(late)
            late.add_done_callback(self._slow.discard)
        return {calls[call].pk: call.result() for call in done}

    async def finish(self, tools: Tools) -> None:
        """Waits for the networks that are still being asked."""
        await asyncio.gather(*self._slow)


async def _late(call: "asyncio.Task[Answer]", row: Collecting, tools: Tools) -> None:
    answer = await call
    await tools.db(record, KIND, [row], {row.pk: answer}, tools.worker, clock.now())


async def _look(row: Collecting, tools: Tools) -> Answer:
    try:
        return await _asked(row, tools)
    except Exception as error:
        log.exception("collecting failed in our own code", collecting=row.pk)
        return await tools.db(_failed, row, f"{type(error).__name__}: {error}", back_off(row.attempts))


async def _asked(row: Collecting, tools: Tools) -> Answer:
    channel = await tools.db(_channel, row)
    network = registry.adapter(channel.network, tools)
    if "collect" not in network.can:
        return Dead(CANNOT)
    who, cursor = account(channel), row.cursor
    for _ in range(PAGES):
        may = await tools.db(_may_ask, row, channel, network)
        if may is not None:
            return may
        began = clock.now()
        try:
            batch = await network.collect(who, cursor)
        except NetworkError as error:
            return await tools.db(_refused, row, error)
        await tools.db(
            store_batch, collecting=row.pk, channel=channel, cursor=cursor, batch=batch, asked_at=began
        )
        cursor = batch.cursor
        if not batch.more:
            return Again(network.look_every)
    return Again(timedelta(0))


def _channel(row: Collecting) -> Channel:
    """The channel, whose mark goes: what is marked from now on is looked at again."""
    unmark_channel(channel=row.channel_id)
    return Channel.objects.select_related("voice").get(pk=row.channel_id)


def _may_ask(row: Collecting, channel: Channel, network: Adapter) -> Answer | None:
    """None when the network may be asked now; one call more is counted. A person's channel takes that person's yes."""
    person = channel.voice.person_id
    if person and not consented(person, Purpose.COLLECT, channel.pk):
        return Again(network.look_every)
    now = clock.now()
    until = holding.held_until(channel.pk, now)
    if until is not None:
        return Again(until - now)
    holding.count_call(channel.pk, network.limits.pace, now)
    return None


def _refused(row: Collecting, error: NetworkError) -> Answer:
    if isinstance(error, Reconnect):
        stop_channel(row.channel_id, str(error))
        _failing(row)
        return Done()
    now, after = clock.now(), error.after if isinstance(error, TryLater) else None
    wait = after or back_off(row.attempts)
    if after:
        holding.hold(row.channel_id, now + wait, holding.ASKED)
    return _failed(row, str(error), wait)


def _failed(row: Collecting, because: str, wait: timedelta) -> Answer:
    _failing(row)
    return Again(wait, because or "it failed")


def _failing(row: Collecting) -> None:
    Collecting.objects.filter(pk=row.pk, failing_since=None).update(failing_since=clock.now())


KIND = Collectings()
