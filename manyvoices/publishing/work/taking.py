"""Whose turn it is: no delivery before its elders, and no channel at the cost of the others."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from manyvoices.publishing.holding import PARKED, PARKED_AFTER, held_now
from manyvoices.publishing.models import Delivery, State, Verb

# The next part of a thread hangs below the one before it, so it waits until that is live.
BEFORE_IT_IS_LIVE = (
    Q(after=None) | Q(after__state=State.SENT) | ~Q(verb=Verb.PUBLISH) | ~Q(state=State.QUEUED)
)
UNFINISHED = [State.QUEUED, State.SENDING, State.UNKNOWN, State.PAUSED, State.LATE, State.HANDED]
# So many rows of one channel are in hand at a time, and one where the channel fails again and again.
PER_CHANNEL, PER_FAILING = 4, 1
# Among so many due rows turns are taken: ten thousand at once are not ranked before each claim.
LOOKED_AT = 500


def in_turn(due: "QuerySet[Delivery]", now: datetime) -> "QuerySet[Delivery]":
    """Those of `due` that may leave now, in its order.

    Left out: what has an unfinished elder of the same part of the same post on the same channel (an edit waits for its
    post), parts of a thread whose part before is not live, channels that are held or have their share in hand, and of
    each channel whatever goes beyond its share.
    """
    elder = Delivery.objects.filter(
        post=OuterRef("post"),
        channel=OuterRef("channel"),
        part=OuterRef("part"),
        id__lt=OuterRef("id"),
        state__in=UNFINISHED,
    )
    ready = due.filter(~Exists(elder)).filter(BEFORE_IT_IS_LIVE).exclude(_held(now))
    ready = ready.exclude(channel__in=_busy(now))
    first = Delivery.objects.filter(pk__in=ready.values("pk")[:LOOKED_AT])
    place = Window(RowNumber(), partition_by=F("channel_id"), order_by=[F("due_at"), F("id")])
    ranked = first.annotate(room=_room() - place).filter(room__gte=0)
    return due.filter(pk__in=ranked.values("pk"))


def _held(now: datetime) -> Q:
    """A network that asked us to wait is asked nothing; at one that only failed we may still look what arrived."""
    held = held_now(now)
    silent = Q(channel__in=held.exclude(held_because=PARKED).values("channel"))
    return silent | Q(channel__in=held.values("channel"), state=State.QUEUED)


def _busy(now: datetime) -> "QuerySet[Any, Any]":
    in_hand = Delivery.objects.filter(due_at__lte=now).exclude(taken_by=None).order_by()
    counted = in_hand.values("channel").annotate(many=Count("pk"), room=_room())
    return counted.filter(many__gte=F("room")).values("channel")


def _room() -> Case:
    failing = Q(channel__flow__failures__gte=PARKED_AFTER)
    return Case(
        When(failing, then=Value(PER_FAILING)), default=Value(PER_CHANNEL), output_field=IntegerField()
    )
