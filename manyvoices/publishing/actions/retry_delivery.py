"""Try again what failed, after its reason was mended."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing import history
from manyvoices.publishing.approving import may_let_go
from manyvoices.publishing.holding import PARKED
from manyvoices.publishing.models import ChannelFlow, Delivery, Happened, State


def retry_delivery(*, actor: Person, delivery: Delivery) -> Delivery:
    """The delivery, queued for now. Raises Refused, or Conflict when it is not failed any more."""
    may_let_go(actor, delivery.post)
    with transaction.atomic():
        failed = Delivery.objects.filter(
            pk=delivery.pk, state=State.FAILED, taken_by=None, post__removed_at=None
        )
        now = clock.now()
        fresh = {"attempts": 0, "tries": 0, "last_error": "", "dead_at": None}
        if not failed.update(state=State.QUEUED, due_at=now, **fresh):
            raise Conflict(_("This delivery is not waiting for a retry any more."))
        # A channel that only rests after failures is knocked at once; what its network asked for stands.
        ChannelFlow.objects.filter(channel=delivery.channel_id, held_because=PARKED).update(held_until=now)
        history.tell(delivery.pk, Happened.RELEASED, next_at=now, by=actor)
        audit.record(actor=actor, verb="retry_delivery", target=delivery)
    delivery.refresh_from_db()
    return delivery
