"""Dispatches leave: many servers at once on one event loop, never more than eight letters at a time to one of them."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from manyvoices.core.http import Client
from manyvoices.core.work import Answer, Kind, Tools
from manyvoices.federation.actions.record_hosts import record_hosts
from manyvoices.federation.models import Dispatch, RemoteHost
from manyvoices.federation.work.departing import Departing, depart
from manyvoices.federation.work.posting import Outcome, Post, not_asked

PER_HOST = 8


class Dispatches(Kind[Dispatch]):
    """At least once, in order for each object and inbox, only past the fence, and gently to servers that are away."""

    model = Dispatch
    limit = 64
    parallel = 4  # so that a silent server holds up one batch and not all
    lease = timedelta(minutes=5)

    def __init__(self) -> None:
        self._post = Post()

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
        return super().takeable(now).filter(~Exists(earlier), ~Exists(quiet))

    async def handle(self, rows: Sequence[Dispatch], tools: Tools) -> Mapping[Any, Answer]:
        """Past the fence, out, and down in the book of hosts. A row that a pause holds is recorded by `depart`."""
        departing = await tools.db(depart, [row.pk for row in rows], tools.worker)
        outcomes = await self._visit_all(departing, tools.http)
        if departing.rows:
            await tools.db(_record, departing.rows, outcomes)
        return departing.answers | {pk: outcome.answer for pk, outcome in outcomes.items()}

    async def _visit_all(self, departing: Departing, http: Client) -> dict[int, Outcome]:
        hosts: dict[str, list[Dispatch]] = defaultdict(list)
        for row in departing.rows:
            hosts[row.domain].append(row)
        visits = (self._visit(rows, http, domain in departing.failing) for domain, rows in hosts.items())
        found = await asyncio.gather(*visits)
        return {outcome.pk: outcome for outcomes in found for outcome in outcomes}

    async def _visit(self, rows: list[Dispatch], http: Client, failing: bool) -> list[Outcome]:
        """All rows of one server. One that failed before is asked by a single row first; silence keeps the others here."""
        gate, silent = asyncio.Semaphore(PER_HOST), False

        async def deliver(row: Dispatch) -> Outcome:
            nonlocal silent
            async with gate:
                if silent:
                    return not_asked(row)
                outcome = await self._post.deliver(row, http)
                silent = silent or outcome.answered is False
                return outcome

        first = [await deliver(row) for row in rows[:1]] if failing else []
        return first + list(await asyncio.gather(*(deliver(row) for row in rows[len(first) :])))


def _record(rows: Sequence[Dispatch], outcomes: Mapping[int, Outcome]) -> None:
    said: dict[bool | None, set[str]] = defaultdict(set)
    for row in rows:
        said[outcomes[row.pk].answered].add(row.domain)
    record_hosts(answered=said[True], failed=said[False])


KIND = Dispatches()
