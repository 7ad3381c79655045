"""The broken twin: it retries whatever went wrong, as most schedulers do, and so posts twice."""

from datetime import datetime

from django.db.models import QuerySet

from manyvoices.core import clock
from manyvoices.core.work import Tools
from manyvoices.networks import registry
from manyvoices.networks.contract import NetworkError, Prepared
from manyvoices.publishing.models import Delivery
from manyvoices.publishing.work import marks
from manyvoices.publishing.work.deliveries import Deliveries
from manyvoices.publishing.work.loading import load


class NaiveDeliveries(Deliveries):
    """No `sending` is committed before the call, nothing is looked for after it."""

    def take_over(self, held: "QuerySet[Delivery]", now: datetime) -> int:
        """Whatever a dead worker held is simply done again."""
        return held.update(taken_by=None, taken_until=None)

    async def _one(self, row: Delivery, tools: Tools) -> None:
        loaded = await tools.db(load, row)
        network = registry.adapter(row.network, tools)
        try:
            receipt = await network.publish(loaded.account, Prepared(loaded.outgoing))
        except NetworkError as error:
            await tools.db(marks.queue_again, row, tools.worker, clock.now(), str(error))
        else:
            await tools.db(marks.sent, row, tools.worker, receipt)
