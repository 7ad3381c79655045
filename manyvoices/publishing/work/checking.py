"""Looking for what may have arrived, before anything is repeated."""

from manyvoices.core import clock
from manyvoices.core.work import Tools
from manyvoices.networks.contract import Adapter, NetworkError
from manyvoices.publishing.models import Delivery, Verb
from manyvoices.publishing.work import marks
from manyvoices.publishing.work.late import stop_late
from manyvoices.publishing.work.loading import load
from manyvoices.publishing.work.timing import Timing

CLOCK_WAS_SET = "the clock was set while it settled"


async def check(row: Delivery, network: Adapter, tools: Tools, timing: Timing) -> None:
    """Found is `sent`; provably absent is queued again; without a look-up a person is asked.

    An edit or a delete may be repeated without harm, so it is simply queued again.
    """
    if row.verb != Verb.PUBLISH:
        await tools.db(marks.not_there, row, tools.worker, timing)
        return
    if "find" not in network.can:
        await tools.db(marks.ask_a_person, row, tools.worker)
        return
    loaded = await tools.db(load, row)
    try:
        receipt = await network.find(loaded.account, row.key)
    except NetworkError as error:
        await tools.db(marks.look_again, row, tools.worker, timing, str(error))
        return
    if receipt is not None:
        await tools.db(marks.sent, row, tools.worker, receipt)
    elif not _has_settled(network, timing):
        await tools.db(marks.look_again, row, tools.worker, timing, CLOCK_WAS_SET)
    elif not await stop_late(row, tools, timing):
        await tools.db(marks.not_there, row, tools.worker, timing)


def _has_settled(network: Adapter, timing: Timing) -> bool:
    """Whether "not there" is proof. Rows are due by the time of day: set forward, it ends the settling time too soon."""
    longest = timing.start_within + network.deadline + network.settle
    return clock.steadiness.seconds() > longest.total_seconds()
