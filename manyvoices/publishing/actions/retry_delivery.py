"""Try again what failed, after its reason was mended."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.permissions import may_change, may_release


def retry_delivery(*, actor: Person, delivery: Delivery) -> Delivery:
    """The delivery, queued for now. Raises Refused, or Conflict when it is not failed any more."""
    may_change(actor, delivery.post)
    may_release(actor, delivery.post.voice)
    with transaction.atomic():
        failed = Delivery.objects.filter(
            pk=delivery.pk, state=State.FAILED, taken_by=None, post__removed_at=None
        )
        if not failed.update(state=State.QUEUED, due_at=clock.now(), attempts=0, last_error="", dead_at=None):
            raise Conflict(_("This delivery is not waiting for a retry any more."))
        audit.record(actor=actor, verb="retry_delivery", target=delivery)
    delivery.refresh_from_db()
    return delivery
