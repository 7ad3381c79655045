"""Batches are stored, then the worker's own lane triages, promises and gives them out.

`python -m manyvoices.bench.ingesting.taking MESSAGES RESPONDERS`, in a data folder and on a database given by the environment;
prints one JSON line.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

import django
from django.core.management import call_command

Pages = list[tuple[Any, Any]]


@dataclass
class Count:
    """Statements that were asked, and the longest turn at the database."""

    statements: int = 0
    longest: float = 0.0
    turns: list[float] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """Count one and go on."""
        self.statements += 1
        return execute(*statement)


def main() -> None:
    """Measure once."""
    messages, responders = int(sys.argv[1]), int(sys.argv[2])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    print(json.dumps(asyncio.run(measured(messages, responders))), flush=True)


async def measured(messages: int, responders: int) -> dict[str, Any]:
    """Rates of storing and deciding, statements a message, and what became of them."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.bench.ingesting import ground  # noqa: PLC0415
    from manyvoices.bench.ingesting.limit import bare  # noqa: PLC0415
    from manyvoices.core.work.desk import Desk  # noqa: PLC0415

    desk, count = Desk(), Count()
    random = Random(11)  # noqa: S311 - chance, no secret
    places = await desk(ground.make_places, await desk(ground.make_organisation, responders))
    said = ground.batches(places, messages, random)
    taken = await _taken(desk, count, ground.batches(places, ground.A_PAGE, random), said)
    told = await desk(_became, connection.vendor)
    limit = await desk(bare, [one.text for _place, batch in said for one in batch.said])
    desk.close()
    return {
        "bench": "ingest",
        **told,
        "messages": messages,
        "rate": round(messages / taken.seconds, 1),
        "stored_rate": round(messages / taken.stored, 1),
        "decided_rate": round(messages / (taken.seconds - taken.stored), 1),
        "cpu_ms": round(1000 * taken.processor / messages, 3),
        "queries_a_message": round(count.statements / messages, 3),
        "longest_turn_ms": round(1000 * max(count.turns), 1),
        "limit_rate": round(limit.rate, 1),
        "limit_cpu_ms": round(limit.cpu_ms, 3),
        "of_limit": round(messages / taken.seconds / limit.rate, 2),
    }


@dataclass(frozen=True)
class Taken:
    """Seconds until all was decided, those of them until all was stored, and of the processor."""

    seconds: float
    stored: float
    processor: float


async def _taken(desk: Any, count: Count, first: Pages, said: Pages) -> Taken:
    """Store and decide; `first` beforehand, after which the language library and every statement are loaded."""
    from django.conf import settings  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.bench.ingesting.ground import store  # noqa: PLC0415
    from manyvoices.conversations.work.triaging import Arrivals  # noqa: PLC0415
    from manyvoices.core.http import Client, Guard  # noqa: PLC0415
    from manyvoices.core.work import Tools  # noqa: PLC0415

    kind = Arrivals()
    async with Client(Guard(closed=True), user_agent="bench") as http:
        tools = Tools(_timed(desk, count), http, 1, home=http, own_url=settings.CONFIG.own_url)
        for place, batch in first:
            await desk(store, place, batch)
        await _all_decided(kind, tools)
        count.turns.clear()
        used, began = time.process_time(), time.monotonic()
        with _counted(desk, count):
            for place, batch in said:
                await tools.db(store, place, batch)
            stored = time.monotonic() - began
            await _all_decided(kind, tools)
        return Taken(time.monotonic() - began, stored, time.process_time() - used)


async def _all_decided(kind: Any, tools: Any) -> None:
    """Two lanes, as the worker runs them, until nothing is due."""
    from manyvoices.core.work.drain import drain  # noqa: PLC0415 -- needs django.setup()

    async def lane() -> None:
        while await drain(kind, tools):
            pass

    await asyncio.gather(*(lane() for _ in range(kind.parallel)))


def _timed(desk: Any, count: Count) -> Any:
    """The desk, which notes how long each turn took."""

    async def turn(do: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def run() -> Any:
            began = time.monotonic()
            try:
                return do(*args, **kwargs)
            finally:
                count.turns.append(time.monotonic() - began)

        return await desk(run)

    return turn


@contextmanager
def _counted(desk: Any, count: Count) -> Iterator[None]:
    """Statements of the desk's thread are counted meanwhile."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    desk._thread.submit(lambda: connection.execute_wrappers.append(count)).result()
    try:
        yield
    finally:
        desk._thread.submit(lambda: connection.execute_wrappers.remove(count)).result()


def _became(vendor: str) -> dict[str, Any]:
    """What stands in the database afterwards; a complaint without somebody or a promise would be a lie of the rate."""
    from manyvoices.conversations.models import Assignment, Conversation, Message, ReplyDue  # noqa: PLC0415

    open_ = Conversation.objects.filter(owner=None, kind="complaint")
    given = Assignment.objects.filter(ended_at=None).values("conversation")
    promised = ReplyDue.objects.filter(ended_at=None).values("conversation")
    return {
        "database": vendor,
        "conversations": Conversation.objects.count(),
        "complaints": open_.count(),
        "ignored": open_.exclude(pk__in=given).count() + open_.exclude(pk__in=promised).count(),
        "left_due": Message.objects.exclude(due_at=None).count(),
        "in_queues": Assignment.objects.filter(ended_at=None, person=None).count(),
    }


if __name__ == "__main__":
    main()
