"""From a claimed row to its one irreversible call, and what its outcome means."""

from datetime import datetime, timedelta
from functools import partial

from manyvoices.core import clock
from manyvoices.core.work import Tools
from manyvoices.networks.contract import (
    Adapter,
    NetworkError,
    Prepared,
    Receipt,
    Reconnect,
    Rejected,
    TryLater,
)
from manyvoices.publishing.models import Delivery, Verb
from manyvoices.publishing.work import marks
from manyvoices.publishing.work.loading import Load, load
from manyvoices.publishing.work.passing import Passed, commit_sending

# A call starts at once or not at all: past this, the process slept between its commit and its call.
START_WITHIN = timedelta(seconds=10)
LONGEST = timedelta(minutes=2)


async def send(row: Delivery, network: Adapter, tools: Tools) -> None:
    """Prepares, commits `sending` behind the fence, calls once, records. Every outcome is a state of the row."""
    loaded = await tools.db(load, row)
    try:
        prepared = await _prepare(loaded, network)
    except NetworkError as error:
        await _refused(row, tools, error)
        return
    began = clock.elapsed()
    settled = clock.now() + START_WITHIN + network.deadline + network.settle
    passed = await tools.db(commit_sending, row, tools.worker, settled, dict(prepared.steps))
    if passed is not Passed.SENDING:
        return
    if clock.elapsed() - began > START_WITHIN.total_seconds():
        await tools.db(marks.queue_again, row, tools.worker, clock.now(), "the machine slept before the call")
        return
    await _call(row, loaded, prepared, network, tools)


async def _prepare(loaded: Load, network: Adapter) -> Prepared:
    if loaded.delivery.verb == Verb.REMOVE or loaded.delivery.prepared:
        return Prepared(loaded.outgoing, loaded.delivery.prepared)
    return await network.prepare(loaded.account, loaded.outgoing)


async def _call(row: Delivery, loaded: Load, prepared: Prepared, network: Adapter, tools: Tools) -> None:
    try:
        receipt = await _irreversible(loaded, prepared, network)
    except (TryLater, Reconnect, Rejected) as error:
        await _refused(row, tools, error)
    except Exception as error:  # whatever broke, the network may have accepted it
        due = clock.now() + network.settle
        await tools.db(marks.unknown, row, tools.worker, due, str(error) or type(error).__name__)
    else:
        await tools.db(marks.sent, row, tools.worker, receipt)


async def _irreversible(loaded: Load, prepared: Prepared, network: Adapter) -> Receipt:
    first = loaded.receipt
    if loaded.delivery.verb == Verb.PUBLISH or first is None:
        return await network.publish(loaded.account, prepared)
    if loaded.delivery.verb == Verb.REVISE:
        return await network.revise(loaded.account, first, prepared)
    await network.remove(loaded.account, first, loaded.delivery.key)
    return first


async def _refused(row: Delivery, tools: Tools, error: NetworkError) -> None:
    """The proof that nothing was accepted: later, or never, as the network said."""
    if isinstance(error, TryLater):
        due = _later(row, clock.now(), error.after)
        write = partial(marks.queue_again, row, tools.worker, due, str(error))
    else:
        write = partial(marks.failed, row, tools.worker, str(error), reconnect=isinstance(error, Reconnect))
    await tools.db(write)


def _later(row: Delivery, now: datetime, after: timedelta | None) -> datetime:
    wait = after or timedelta(seconds=5 * 2 ** min(row.attempts, 10))
    return now + min(max(wait, timedelta(seconds=1)), timedelta(hours=6))
