"""A batch and the place to go on are stored together, so that a crash between the two loses nothing and doubles nothing."""

from datetime import datetime, timedelta

from django.db import transaction

from manyvoices.conversations.actions.store_messages import Stored, store_messages
from manyvoices.conversations.models import Collecting, Gap
from manyvoices.core import clock
from manyvoices.networks.contract import Batch
from manyvoices.voices.models import Channel

# A channel that nobody looked at for so long may have lost something meanwhile.
TOO_LONG = timedelta(minutes=30)
NOT_LOOKED = "nobody looked at this channel"


@transaction.atomic
def store_batch(
    *, collecting: int, channel: Channel, cursor: str, batch: Batch, asked_at: datetime
) -> Stored | None:
    """What was stored; None when somebody else went on from `cursor` meanwhile, and then nothing changes.

    A stretch of time of which something may be missing is written down, and marked as fetched once the network has no more
    to tell; what the network itself has forgotten stays a gap.
    """
    row = Collecting.objects.select_for_update().get(pk=collecting)
    if row.cursor != cursor:
        return None
    _find_gaps(row, batch, asked_at)
    stored = store_messages(channel=channel, batch=batch, now=clock.now())
    row.cursor, row.checked_at, row.failing_since = batch.cursor, asked_at, None
    row.save(update_fields=["cursor", "checked_at", "failing_since"])
    if not batch.more:
        Gap.objects.filter(channel=channel, because=NOT_LOOKED, fetched_at=None).update(
            fetched_at=clock.now()
        )
    return stored


def _find_gaps(row: Collecting, batch: Batch, asked_at: datetime) -> None:
    found = []
    if row.checked_at is not None and asked_at - row.checked_at > TOO_LONG:
        found.append((row.checked_at, asked_at, NOT_LOOKED))
    if batch.missed is not None:
        found.append((batch.missed.since, batch.missed.until, batch.missed.because[:300]))
    rows = [
        Gap(channel_id=row.channel_id, since=since, until=until, because=because, found_at=asked_at)
        for since, until, because in found
    ]
    Gap.objects.bulk_create(rows, ignore_conflicts=True)
