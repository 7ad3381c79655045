"""What did not leave at its time: let it go now, spread out, or at another time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.pauses import fence
from manyvoices.people.models import Person
from manyvoices.publishing.approving import may_let_go
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Delivery, Happened, Post, State, Verb
from manyvoices.publishing.scheduling import NoSuchTime, moment, wall_of
from manyvoices.voices.models import ChannelState

GAP = timedelta(minutes=15)
STOPPED = (State.LATE, State.FAILED)


def release_late(
    *,
    actor: Person,
    deliveries: Sequence[Delivery],
    spread: bool = False,
    wall: datetime | None = None,
    time_zone: str = "",
) -> int:
    """How many of the overdue or failed publications are queued again; what was released meanwhile is left alone.

    They leave now, or from the naive local time `wall` in `time_zone` on; `spread` is 15 minutes apart on each channel,
    in their order. Raises Refused, Conflict while a pause or an unconnected channel would stop one, and Invalid.
    """
    for delivery in deliveries:
        _may_leave(actor, delivery)
    start = _start(wall, time_zone)
    places: dict[int, int] = {}
    with transaction.atomic():
        released = 0
        for delivery in deliveries:
            place = places.get(delivery.channel_id, 0)
            done = _release(actor, delivery, start + (GAP * place if spread else timedelta(0)))
            places[delivery.channel_id] = place + done
            released += done
    return released


def _may_leave(actor: Person, delivery: Delivery) -> None:
    may_let_go(actor, delivery.post)
    unit = delivery.post.voice.unit_id
    if fence.stopping(fence.standing(delivery.world), kind=delivery.kind, unit=unit):
        raise Conflict(_("A pause still covers one of these posts. Lift the pause first, or make drafts."))
    if delivery.channel.state != ChannelState.ACTIVE:
        said = _("%(address)s is not connected. Connect it again first, then send what did not leave.")
        raise Conflict(said % {"address": delivery.channel.address})


def _start(wall: datetime | None, time_zone: str) -> datetime:
    now = clock.now()
    if wall is None:
        return now
    try:
        at = moment(wall, time_zone).at
    except NoSuchTime as error:
        raise Invalid(at=str(error)) from None
    if at <= now:
        raise Invalid(at=_("That time is past. Choose a later one, or send now."))
    return at


def _release(actor: Person, delivery: Delivery, due: datetime) -> int:
    waits = Delivery.objects.filter(
        pk=delivery.pk, state__in=STOPPED, verb=Verb.PUBLISH, taken_by=None, post__removed_at=None
    )
    fresh: dict[str, Any] = {"asked_at": None, "dead_at": None, "tries": 0, "attempts": 0, "last_error": ""}
    if not change_all(waits, Happened.RELEASED, by=actor, state=State.QUEUED, due_at=due, **fresh):
        return 0
    if due > clock.now():
        shown = wall_of(due, delivery.post.time_zone)
        Post.objects.filter(pk=delivery.post_id).update(
            scheduled_at=due, planned_day=shown.date(), planned_time=shown.time()
        )
    audit.record(actor=actor, verb="release_late", target=delivery, due=due.isoformat())
    return 1
