"""Whose turn it is: no delivery before its elders, and no channel at the cost of the others."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from manyvoices.publishing.holding import PARKED_AFTER, held_now
from manyvoices.publishing.models import Delivery, State

UNFINISHED = [State.QUEUED, State.SENDING, State.UNKNOWN, State.PAUSED, State.LATE, State.HANDED]
# So many rows of one channel are in hand at a time, and one where the channel fails again and again.
PER_CHANNEL, PER_FAILING = 4, 1
# Among so many due rows turns are taken: ten thousand at once are not ranked before each claim.
LOOKED_AT = 500


def in_turn(due: "QuerySet[Delivery]", now: datetime) -> "QuerySet[Delivery]":
    """Those of `due` that may leave now, in its order.

    Left out: what has an unfinished elder of the same post on the same channel (an edit waits for its post), channels
    that are held or that have their share in hand, and of each channel whatever goes beyond its share.
    """
    elder = Delivery.objects.filter(
        post=OuterRef("post"), channel=OuterRef("channel"), id__lt=OuterRef("id"), state__in=UNFINISHED
    )
    held = held_now(now).values("channel")
    ready = due.filter(~Exists(elder)).exclude(channel__in=held).exclude(channel__in=_busy(now))
    first = Delivery.objects.filter(pk__in=ready.values("pk")[:LOOKED_AT])
    place = Window(RowNumber(), partition_by=F("channel_id"), order_by=[F("due_at"), F("id")])
    ranked = first.annotate(room=_room() - place).filter(room__gte=0)
    return due.filter(pk__in=ranked.values("pk"))


def _busy(now: datetime) -> "QuerySet[Any, Any]":
    in_hand = Delivery.objects.filter(due_at__lte=now).exclude(taken_by=None).order_by()
    counted = in_hand.values("channel").annotate(many=Count("pk"), room=_room())
    return counted.filter(many__gte=F("room")).values("channel")


def _room() -> Case:
    failing = Q(channel__flow__failures__gte=PARKED_AFTER)
    return Case(
        When(failing, then=Value(PER_FAILING)), default=Value(PER_CHANNEL), output_field=IntegerField()
    )
