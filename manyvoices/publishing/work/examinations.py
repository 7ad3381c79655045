"""Real test calls: greet the network, keep what it answered word for word, say what it means."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, cast

import structlog

from manyvoices.core import clock
from manyvoices.core.http import Client
from manyvoices.core.http.recording import Exchange, RecordingClient
from manyvoices.core.work import Answer, Done, Kind, Tools
from manyvoices.networks.contract import NetworkError
from manyvoices.networks.registry import UnknownNetwork, adapter
from manyvoices.publishing.models import Examination
from manyvoices.publishing.work.loading import account

log = structlog.get_logger()


class Examinations(Kind[Examination]):
    """Each row ends with one call, whatever comes of it; asking again makes a new row."""

    model = Examination
    limit = 5
    lease = timedelta(minutes=2)

    async def handle(self, rows: Sequence[Examination], tools: Tools) -> Mapping[Any, Answer]:
        """One after the other: somebody waits for a page, not for a thousand."""
        return {row.pk: await _examine(row, tools) for row in rows}


async def _examine(row: Examination, tools: Tools) -> Answer:
    outside, inside = RecordingClient(tools.http), RecordingClient(tools.home)
    heard = replace(tools, http=cast("Client", outside), home=cast("Client", inside))
    began = time.monotonic()
    try:
        row.said, row.passed = await _greet(row, heard), True
    except (NetworkError, UnknownNetwork) as error:
        row.said, row.failure = str(error)[:1000], type(error).__name__
    except Exception as error:
        log.exception("a channel could not be examined", examination=row.number)
        row.said, row.failure = f"{type(error).__name__}: {error}"[:1000], "Broken"
    row.took_ms = int((time.monotonic() - began) * 1000)
    exchanges = [*outside.exchanges, *inside.exchanges]
    row.clock_off_s = _clock_off(exchanges, clock.now())
    row.exchanges = [asdict(one) for one in exchanges]
    log.info("a channel was examined", examination=row.number, passed=row.passed, failure=row.failure)
    await tools.db(_keep, row)
    return Done()


async def _greet(row: Examination, tools: Tools) -> str:
    channel = await tools.db(lambda: row.channel)
    return await adapter(channel.network, tools).greet(account(channel))


def _clock_off(exchanges: list[Exchange], now: datetime) -> int | None:
    """By how many seconds our clock differs from the network's, as its last answer tells; None where it does not."""
    for one in reversed(exchanges):
        try:
            return int((now - parsedate_to_datetime(one.headers["date"])).total_seconds())
        except (KeyError, ValueError, TypeError):
            continue
    return None


def _keep(row: Examination) -> None:
    row.finished_at = clock.now()
    row.save(
        update_fields=["said", "passed", "failure", "took_ms", "clock_off_s", "exchanges", "finished_at"]
    )


KIND = Examinations()
