"""The broken twin of collecting: the place to go on is saved before what was told is stored, as many collectors do."""

import time
from datetime import datetime

from manyvoices.conversations.actions.store_messages import Stored, store_messages
from manyvoices.conversations.models import Collecting
from manyvoices.conversations.work import collecting
from manyvoices.core import clock
from manyvoices.networks.contract import Batch
from manyvoices.voices.models import Channel

AFTER = 0.15  # seconds in which a crash loses what was told


def store_then(
    *, collecting: int, channel: Channel, cursor: str, batch: Batch, asked_at: datetime
) -> Stored | None:
    """Two transactions instead of one."""
    place = Collecting.objects.filter(pk=collecting, cursor=cursor)
    if not place.update(cursor=batch.cursor, checked_at=asked_at):
        return None
    if batch.said:
        time.sleep(AFTER)
    return store_messages(channel=channel, batch=batch, now=clock.now())


setattr(collecting, "store_batch", store_then)  # noqa: B010 -- it is only imported there
KIND = collecting.KIND
