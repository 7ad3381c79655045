"""The broken twin: it looks whether a pause stands and then sends, with nothing to tie the two together."""

from manyvoices.core.work import Tools
from manyvoices.networks import registry
from manyvoices.networks.contract import NetworkError, Prepared
from manyvoices.pauses import fence
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.work import marks
from manyvoices.publishing.work.deliveries import Deliveries
from manyvoices.publishing.work.loading import load


class RacyDeliveries(Deliveries):
    """No fence, and no `sending` that whoever confirms the pause could count."""

    async def _one(self, row: Delivery, tools: Tools) -> None:
        loaded = await tools.db(load, row)
        if await tools.db(_held_back, loaded.delivery, tools.worker):
            return
        network = registry.adapter(row.network, tools)
        try:
            receipt = await network.publish(loaded.account, Prepared(loaded.outgoing))
        except NetworkError as error:
            await tools.db(marks.failed, row, tools.worker, str(error))
        else:
            await tools.db(marks.sent, row, tools.worker, receipt)


def _held_back(row: Delivery, worker: int) -> bool:
    standing = fence.standing(row.world)
    if fence.stopping(standing, kind=row.kind, unit=row.post.voice.unit_id) is None:
        return False
    mine = Delivery.objects.filter(pk=row.pk, taken_by=worker)
    return bool(mine.update(state=State.PAUSED, due_at=None, **marks.FREE))
