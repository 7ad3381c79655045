"""Looking for what may have arrived, before anything is repeated."""

from datetime import datetime, timedelta

from manyvoices.core import clock
from manyvoices.core.work import Tools
from manyvoices.networks.contract import Adapter, NetworkError
from manyvoices.publishing.models import Delivery, Verb
from manyvoices.publishing.work import marks
from manyvoices.publishing.work.loading import load
from manyvoices.publishing.work.timing import Timing


async def check(row: Delivery, network: Adapter, tools: Tools, timing: Timing) -> None:
    """Found is `sent`; provably absent is queued again; without a look-up a person is asked.

    An edit or a delete may be repeated without harm, so it is simply queued again.
    """
    if row.verb != Verb.PUBLISH:
        await tools.db(marks.queue_again, row, tools.worker, _next(row, timing), row.last_error)
        return
    if "find" not in network.can:
        await tools.db(marks.ask_a_person, row, tools.worker)
        return
    loaded = await tools.db(load, row)
    try:
        receipt = await network.find(loaded.account, row.key)
    except NetworkError as error:
        due = clock.now() + timing.wait(row.attempts)
        await tools.db(marks.look_again, row, tools.worker, due, str(error))
        return
    if receipt is None:
        await tools.db(marks.queue_again, row, tools.worker, _next(row, timing), "looked for and not there")
    else:
        await tools.db(marks.sent, row, tools.worker, receipt)


def _next(row: Delivery, timing: Timing) -> datetime:
    """At once after the first call and its look-up; a network that keeps failing is given time."""
    return clock.now() + (timing.wait(row.attempts) if row.attempts > 2 else timedelta(0))
