"""Looking for what may have arrived, before anything is repeated."""

from datetime import timedelta

from manyvoices.core import clock
from manyvoices.core.work import Tools
from manyvoices.networks.contract import Adapter, NetworkError
from manyvoices.publishing.models import Delivery, Verb
from manyvoices.publishing.work import marks
from manyvoices.publishing.work.loading import load


async def check(row: Delivery, network: Adapter, tools: Tools) -> None:
    """Found is `sent`; provably absent is queued again; without a look-up a person is asked.

    An edit or a delete may be repeated without harm, so it is simply queued again.
    """
    if row.verb != Verb.PUBLISH:
        await tools.db(marks.queue_again, row, tools.worker, clock.now(), row.last_error)
        return
    if "find" not in network.can:
        await tools.db(marks.ask_a_person, row, tools.worker)
        return
    loaded = await tools.db(load, row)
    try:
        receipt = await network.find(loaded.account, row.key)
    except NetworkError as error:
        wait = timedelta(seconds=min(5 * 2 ** min(row.attempts, 10), 3600))
        await tools.db(marks.look_again, row, tools.worker, clock.now() + wait, str(error))
        return
    if receipt is None:
        await tools.db(marks.queue_again, row, tools.worker, clock.now(), "looked for and not there")
    else:
        await tools.db(marks.sent, row, tools.worker, receipt)
