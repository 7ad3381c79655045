"""After a pause: let chosen posts leave, spread out, or make them drafts again."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.pauses import fence
from manyvoices.people.models import Person
from manyvoices.publishing import history
from manyvoices.publishing.approving import may_let_go
from manyvoices.publishing.models import Delivery, Happened, State

GAP = timedelta(minutes=15)


def release_paused(*, actor: Person, deliveries: Sequence[Delivery], spread: bool = False) -> int:
    """How many are queued again: now, or `spread` 15 minutes apart per channel so that nothing floods.

    Raises Refused, or Conflict while a pause still covers one of them.
    """
    for delivery in deliveries:
        may_let_go(actor, delivery.post)
        if fence.stopping(
            fence.standing(delivery.world), kind=delivery.kind, unit=delivery.post.voice.unit_id
        ):
            raise Conflict(
                _("A pause still covers this post. Lift the pause first, or make the post a draft.")
            )
    places: dict[int, int] = {}
    with transaction.atomic():
        return sum(_release(actor, delivery, places, spread) for delivery in deliveries)


def _release(actor: Person, delivery: Delivery, places: dict[int, int], spread: bool) -> int:
    place = places.get(delivery.channel_id, 0)
    places[delivery.channel_id] = place + 1
    due = clock.now() + (GAP * place if spread else timedelta(0))
    held = Delivery.objects.filter(pk=delivery.pk, state=State.PAUSED)
    released = held.update(state=State.QUEUED, due_at=due, last_error="")
    if released:
        history.tell(delivery.pk, Happened.RELEASED, next_at=due, by=actor)
        audit.record(actor=actor, verb="release_paused", target=delivery, due=due.isoformat())
    return released
