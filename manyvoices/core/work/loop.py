"""The life of a worker process: one event loop, a lane for each kind, a heartbeat, and the taking over from the dead."""

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db.models import Q

from manyvoices import __version__, wiring
from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.http import Client, Guard
from manyvoices.core.ids import new_id
from manyvoices.core.models import Worker
from manyvoices.core.wired import wired
from manyvoices.core.work import ownership
from manyvoices.core.work.desk import Desk
from manyvoices.core.work.drain import drain
from manyvoices.core.work.kinds import Kind, Tools

log = structlog.get_logger()

IDLE = 0.25  # seconds between two looks at a kind with nothing due
BEAT = 2.0  # seconds between two heartbeats, and between two looks for dead workers
READY_AFTER = 15.0  # seconds after which a worker prepares what the first row of a kind would wait for


class LifeLost(Exception):
    """The life lock is gone (the database went away): others may take over, so this worker must stop."""


def all_kinds() -> list[Kind[Any]]:
    """The kinds of `wiring.WORK`."""
    return [wired(path) for path in wiring.WORK.values()]


async def run(
    stop: asyncio.Event, kinds: Sequence[Kind[Any]] | None = None, new_desk: Callable[[], Desk] = Desk
) -> None:
    """Works until `stop` is set, then finishes the batches in hand. Raises LifeLost when it may not go on."""
    worker = new_id()
    desk = new_desk()
    lock = await desk(ownership.hold, worker)
    await desk(_arrive, worker)
    try:
        config: Config = settings.CONFIG
        own = (config.own_address, config.port)
        name = f"Manyvoices/{__version__} (+{config.public_url})"
        async with (
            Client(way_out(config), user_agent=name) as http,
            Client(Guard(allowed=frozenset({own})), user_agent=name) as home,
        ):
            tools = Tools(desk, http, worker, home=home, own_url=config.own_url)
            chosen = list(kinds) if kinds is not None else all_kinds()
            async with asyncio.TaskGroup() as lanes:
                lanes.create_task(_beats(chosen, tools, lock, stop))
                lanes.create_task(_get_ready(chosen, tools, stop))
                for kind in chosen:
                    for _ in range(kind.parallel):
                        lanes.create_task(_lane(kind, tools, stop))
            for kind in chosen:
                await kind.finish(tools)
    finally:
        await desk(_leave, worker)
        await desk(lock.release)
        desk.close()


def way_out(config: Config) -> Guard:
    """Whom this installation may dial: the public internet; in a demo its own second server and nobody else."""
    if config.demo:
        return Guard(allowed=frozenset({config.demo.peer}), closed=True)
    return Guard(loopback=config.allow_loopback_peers)


def stale_workers(now: datetime, after: timedelta) -> list[Worker]:
    """Workers that should have given a sign of life and did not; the supervisor ends their process."""
    return list(Worker.objects.filter(beat_at__lt=now - after))


async def _lane(kind: Kind[Any], tools: Tools, stop: asyncio.Event) -> None:
    while not stop.is_set():
        if not await _drained(kind, tools):
            await _sleep_or(stop, IDLE)


async def _drained(kind: Kind[Any], tools: Tools) -> int:
    try:
        return await drain(kind, tools)
    except Exception:
        log.exception("a batch could not be claimed or recorded", kind=type(kind).__name__)
        await asyncio.sleep(IDLE)
        return 0


async def _get_ready(kinds: Iterable[Kind[Any]], tools: Tools, stop: asyncio.Event) -> None:
    await _sleep_or(stop, READY_AFTER)
    for kind in kinds:
        if not stop.is_set():
            try:
                await kind.get_ready(tools)
            except Exception:
                log.exception(
                    "a kind of work is not ready; its first row will wait", kind=type(kind).__name__
                )


async def _beats(
    kinds: Iterable[Kind[Any]], tools: Tools, lock: ownership.LifeLock, stop: asyncio.Event
) -> None:
    chosen = list(kinds)
    while not stop.is_set():
        if not await tools.db(lock.still_held):
            raise LifeLost("the worker's life lock is gone")
        await tools.db(_beat, tools.worker)
        await tools.db(take_over_from_the_dead, chosen, tools.worker)
        await _sleep_or(stop, BEAT)


def take_over_from_the_dead(kinds: Iterable[Kind[Any]], me: int) -> int:
    """Frees the rows of workers whose lock is free, and own ones left behind past their lease; returns how many."""
    freed = 0
    for kind in kinds:
        rows = kind.model._default_manager.exclude(taken_by=None)
        others = rows.exclude(taken_by=me).values_list("taken_by", flat=True).distinct()
        now = clock.now()
        left = rows.filter(Q(taken_by__in=ownership.dead_among(others)) | Q(taken_by=me, taken_until__lt=now))
        if left.exists():
            freed += kind.take_over(left, now)
    return freed


def _arrive(worker: int) -> None:
    now = clock.now()
    gone = ownership.dead_among(Worker.objects.values_list("id", flat=True))
    Worker.objects.filter(id__in=gone).delete()
    Worker.objects.create(id=worker, pid=os.getpid(), started_at=now, beat_at=now)


def _beat(worker: int) -> None:
    Worker.objects.filter(id=worker).update(beat_at=clock.now())


def _leave(worker: int) -> None:
    Worker.objects.filter(id=worker).delete()


async def _sleep_or(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
