"""A channel that is new, or was connected again, is asked what was said there."""

from django.db.models import Q

from manyvoices import wiring
from manyvoices.conversations.models import Collecting
from manyvoices.core import clock
from manyvoices.networks import registry
from manyvoices.voices.models import Channel, ChannelState


def collect_soon() -> int:
    """A chore: how many rows it made or woke. Two looks when there is nothing to do.

    Where something waits, collecting looks by itself (work.collecting).
    """
    now = clock.now()
    usable = Q(channel__state=ChannelState.ACTIVE, channel__voice__closed_at=None)
    resting = Collecting.objects.filter(usable, due_at=None, dead_at=None, taken_by=None)
    woken = list(resting.values_list("pk", flat=True))
    if woken:
        Collecting.objects.filter(pk__in=woken, taken_by=None).update(due_at=now)
    readable = [name for name in wiring.NETWORKS if registry.by_hand(name) is None]
    new = Channel.objects.filter(
        state=ChannelState.ACTIVE, voice__closed_at=None, network__in=readable, collecting=None
    )
    rows = [Collecting(channel_id=pk, due_at=now) for pk in new.values_list("pk", flat=True)]
    Collecting.objects.bulk_create(rows, ignore_conflicts=True)
    return len(woken) + len(rows)
