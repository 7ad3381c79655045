"""Slots of the queue that a post took and leaves to others again."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from manyvoices.core import clock
from manyvoices.publishing.models import Delivery, Post, SlotUse, State, Verb


def free_slots(post: Post) -> int:
    """Frees what `post` took and has not used yet; returns how many. In the caller's transaction."""
    now = clock.now()
    return SlotUse.objects.filter(post=post, freed_at=None, at__gt=now).update(freed_at=now)


def free_forsaken(slots: Collection[int]) -> int:
    """Frees coming turns of `slots` whose post will not leave then, whoever stopped it; returns how many."""
    now = clock.now()
    waits = Delivery.objects.filter(post=OuterRef("post"), verb=Verb.PUBLISH).exclude(
        state__in=[State.CANCELLED, State.FAILED]
    )
    gone = Q(post__released_at=None) | Q(post__removed_at__isnull=False) | ~Exists(waits)
    rows = SlotUse.objects.filter(gone, slot__in=slots, freed_at=None, at__gt=now)
    return SlotUse.objects.filter(pk__in=list(rows.values_list("pk", flat=True)), freed_at=None).update(
        freed_at=now
    )
