"""From a claimed row to its one irreversible call, and what its outcome means."""

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
from manyvoices.publishing.work.handing import commit_handed
from manyvoices.publishing.work.late import stop_late
from manyvoices.publishing.work.loading import Load, load
from manyvoices.publishing.work.passing import commit_sending
from manyvoices.publishing.work.timing import Timing


async def send(row: Delivery, network: Adapter, tools: Tools, timing: Timing) -> None:
    """Prepares, commits `sending` behind the fence, calls once, records. Every outcome is a state of the row."""
    if await stop_late(row, tools, timing):
        return
    if "publish" not in network.can:
        await tools.db(commit_handed, row, tools.worker)
        return
    loaded = await tools.db(load, row)
    try:
        prepared = await _prepare(loaded, network)
    except NetworkError as error:
        await _refused(row, tools, timing, error)
        return
    settles = timing.start_within + network.deadline + network.settle
    passed = await tools.db(
        commit_sending, row, tools.worker, settles, dict(prepared.steps), network.limits.pace
    )
    if passed is None:
        return
    if clock.elapsed() - passed > timing.start_within.total_seconds():
        await tools.db(marks.queue_again, row, tools.worker, clock.now(), "the machine slept before the call")
        return
    await _call(loaded, prepared, network, tools, timing)


async def _prepare(loaded: Load, network: Adapter) -> Prepared:
    if loaded.delivery.verb == Verb.REMOVE or loaded.delivery.prepared:
        return Prepared(loaded.outgoing, loaded.delivery.prepared)
    return await network.prepare(loaded.account, loaded.outgoing)


async def _call(loaded: Load, prepared: Prepared, network: Adapter, tools: Tools, timing: Timing) -> None:
    row = loaded.delivery
    try:
        receipt = await _irreversible(loaded, prepared, network)
    except (TryLater, Reconnect, Rejected) as error:
        await _refused(row, tools, timing, error)
    except Exception as error:  # whatever broke, the network may have accepted it
        due, said = clock.now() + network.settle, str(error) or type(error).__name__
        await tools.db(marks.unknown, row, tools.worker, due, said, timing.first_wait)
    else:
        await tools.db(marks.sent, row, tools.worker, receipt)


async def _irreversible(loaded: Load, prepared: Prepared, network: Adapter) -> Receipt:
    if loaded.delivery.verb == Verb.PUBLISH:
        return await network.publish(loaded.account, prepared)
    if loaded.receipt is None:
        raise Rejected(
            "We know that this post arrived, but not what the network calls it. Change it there by hand."
        )
    if loaded.delivery.verb == Verb.REVISE:
        return await network.revise(loaded.account, loaded.receipt, prepared)
    await network.remove(loaded.account, loaded.receipt, loaded.delivery.key)
    return loaded.receipt


async def _refused(row: Delivery, tools: Tools, timing: Timing, error: NetworkError) -> None:
    """Nothing was accepted: never again by itself where the network said so, else later. Preparing may be repeated."""
    if isinstance(error, (Reconnect, Rejected)):
        write = partial(marks.failed, row, tools.worker, str(error), reconnect=isinstance(error, Reconnect))
    else:
        busy = isinstance(error, TryLater)
        asked = error.after if isinstance(error, TryLater) else None
        write = partial(marks.refused_for_now, row, tools.worker, timing, str(error), asked, busy=busy)
    await tools.db(write)
