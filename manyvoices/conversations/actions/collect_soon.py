"""Channels at which something waits are looked at now; a channel that is new gets its row."""

from django.db.models import Q

from manyvoices import wiring
from manyvoices.conversations.models import Collecting
from manyvoices.core import clock
from manyvoices.networks import registry
from manyvoices.voices.models import Channel, ChannelState


def collect_soon() -> int:
    """A chore: how many rows it made, woke or made due. Two looks when there is nothing to do.

    A mark stays until the look begins (work.collecting), so that one that comes meanwhile is not overlooked. Somebody who
    connected a channel again is asked again.
    """
    now = clock.now()
    usable = Q(channel__state=ChannelState.ACTIVE, channel__voice__closed_at=None)
    resting = Q(due_at=None, dead_at=None) | Q(
        due_at__gt=now, channel__collect_soon__isnull=False, attempts=0
    )
    waiting = Collecting.objects.filter(usable, resting, taken_by=None).values_list("pk", flat=True)
    woken = list(waiting)
    if woken:
        Collecting.objects.filter(pk__in=woken, taken_by=None).update(due_at=now)
    readable = [name for name in wiring.NETWORKS if registry.by_hand(name) is None]
    new = Channel.objects.filter(
        state=ChannelState.ACTIVE, voice__closed_at=None, network__in=readable, collecting=None
    )
    rows = [Collecting(channel_id=pk, due_at=now) for pk in new.values_list("pk", flat=True)]
    Collecting.objects.bulk_create(rows, ignore_conflicts=True)
    return len(woken) + len(rows)
