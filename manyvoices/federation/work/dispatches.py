"""Dispatches leave: many servers at once on one event loop, never more than eight letters at a time to one of them."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from manyvoices.core import clock
from manyvoices.core.http import Client
from manyvoices.core.work import Answer, Kind, Tools
from manyvoices.core.work.claiming import record
from manyvoices.federation.actions.record_hosts import record_hosts
from manyvoices.federation.models import Dispatch, RemoteHost
from manyvoices.federation.work.departing import Departing, depart
from manyvoices.federation.work.posting import Outcome, Post, not_asked

log = structlog.get_logger()

Visit = asyncio.Task[list[Outcome]]

PER_HOST = 8
PER_CONNECTION = 4  # letters before a second connection is worth its handshake
AT_ONCE = 128
# A server that has not answered by then holds up nobody: its rows are written down when it has, or has not for good.
PATIENCE = 1.0
MOST_LATE = 200
TOGETHER = 0.2


class Dispatches(Kind[Dispatch]):
    """At least once, in order for each object and inbox, only past the fence, and gently to servers that are away."""

    model = Dispatch
    limit = 250
    parallel = 3  # while one batch is written down, the next ones leave
    lease = timedelta(minutes=5)

    def __init__(self) -> None:
        self._post = Post()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._late: set[Visit] = set()
        self._collector: asyncio.Task[None] | None = None

    def takeable(self, now: datetime) -> "QuerySet[Dispatch]":
        """A row waits while an earlier one of its object to its inbox is unfinished, and while its server is left alone."""
        earlier = Dispatch.objects.filter(
            object_key=OuterRef("object_key"),
            inbox=OuterRef("inbox"),
            id__lt=OuterRef("id"),
            done_at=None,
            dead_at=None,
        )
        quiet = RemoteHost.objects.filter(domain=OuterRef("domain"), quiet_until__gt=now)
        # By `due_at` alone: ten thousand rows of one post have the same, and sorting them by id would read them all.
        return super().takeable(now).filter(~Exists(earlier), ~Exists(quiet)).order_by("due_at")

    async def handle(self, rows: Sequence[Dispatch], tools: Tools) -> Mapping[Any, Answer]:
        """Past the fence, out, and down in the book of hosts. What left is recorded here, in portions as it is answered.

        A row that a pause holds is recorded by `depart`.
        """
        departing = await tools.db(depart, rows, tools.worker)
        visits = self._visits(departing, tools.http)
        if visits:
            may_be_late = len(self._late) < MOST_LATE
            done, late = await asyncio.wait(visits, timeout=PATIENCE if may_be_late else None)
            await self._settle(done, tools)
            self._leave(late, tools)
        return departing.answers

    async def finish(self, tools: Tools) -> None:
        """Waits for the servers that are still being asked."""
        if self._collector is not None:
            await self._collector

    def _leave(self, visits: set[Visit], tools: Tools) -> None:
        self._late |= visits
        if visits and (self._collector is None or self._collector.done()):
            self._collector = asyncio.create_task(self._collect(tools))

    async def _collect(self, tools: Tools) -> None:
        """Writes down the late ones, several together: a write for each would keep everybody else from writing."""
        while self._late:
            await asyncio.wait(self._late, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(TOGETHER)
            done = {visit for visit in self._late if visit.done()}
            self._late -= done
            try:
                await self._settle(done, tools)
            except Exception:  # the rows come back when their lease is over
                log.exception("dispatches could not be recorded")

    async def _settle(self, visits: set[Visit], tools: Tools) -> None:
        outcomes = [outcome for visit in visits for outcome in visit.result()]
        if outcomes:
            await tools.db(_record, outcomes, tools.worker)

    def _visits(self, departing: Departing, http: Client) -> list[Visit]:
        hosts: dict[str, list[Dispatch]] = defaultdict(list)
        for row in departing.rows:
            hosts[row.domain].append(row)
        in_order = [row for rows in hosts.values() for row in rows]
        sealed = self._post.sealed(in_order)
        return [
            asyncio.create_task(self._visit(rows, sealed, http, failing=domain in departing.failing))
            for domain, rows in hosts.items()
        ]

    async def _visit(
        self, rows: list[Dispatch], sealed: Mapping[int, Any], http: Client, *, failing: bool
    ) -> list[Outcome]:
        """All rows of one server. One that failed before is asked by a single row first; silence keeps the others here."""
        gate, silent = asyncio.Semaphore(min(PER_HOST, -(-len(rows) // PER_CONNECTION))), False

        async def deliver(row: Dispatch) -> Outcome:
            nonlocal silent
            async with gate, self._places:
                if silent:
                    return not_asked(row)
                outcome = await self._post.deliver(row, http, sealed[row.pk])
                silent = silent or outcome.answered is False
                return outcome

        first = [await deliver(row) for row in rows[:1]] if failing else []
        return first + list(await asyncio.gather(*(deliver(row) for row in rows[len(first) :])))


def _record(outcomes: Sequence[Outcome], worker: int) -> None:
    said: dict[bool | None, set[str]] = defaultdict(set)
    for outcome in outcomes:
        said[outcome.answered].add(outcome.row.domain)
    answers = {outcome.row.pk: outcome.answer for outcome in outcomes}
    with transaction.atomic():
        record(KIND, [outcome.row for outcome in outcomes], answers, worker, clock.now())
        record_hosts(answered=said[True], failed=said[False])


KIND = Dispatches()
