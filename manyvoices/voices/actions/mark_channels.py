"""Something new waits at these channels."""

from collections.abc import Iterable
from datetime import datetime

from manyvoices.voices.models import CollectSoon


def mark_channels(*, channels: Iterable[int], now: datetime) -> None:
    """Marks them, in the caller's transaction; whoever collects takes the mark away when a look begins.

    Written anew each time: who takes a mark away while this transaction runs waits for its end. In order of keys, so that
    two who mark the same channels wait for each other and not in a ring.
    """
    CollectSoon.objects.bulk_create(
        [CollectSoon(channel_id=pk, at=now) for pk in sorted(channels)],
        update_conflicts=True,
        update_fields=["at"],
        unique_fields=["channel"],
    )
