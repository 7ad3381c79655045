"""A person tells what no network can: whether a post arrived."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing import history
from manyvoices.publishing.models import Delivery, Happened, Post, State
from manyvoices.publishing.permissions import may_change


def answer_unknown(*, actor: Person, delivery: Delivery, arrived: bool, url: str = "") -> Delivery:
    """The delivery, `sent` ("it is there") or queued again ("send it"). Raises Refused, Conflict when answered already."""
    may_change(actor, delivery.post)
    now = clock.now()
    change = (
        {"state": State.SENT, "sent_at": now, "url": url[:500], "due_at": None}
        if arrived
        else {"state": State.QUEUED, "due_at": now, "prepared": {}, "tries": 0}
    )
    said = "it is there" if arrived else "it is not there: send it"
    with transaction.atomic():
        asked = Delivery.objects.filter(pk=delivery.pk, state=State.UNKNOWN, asked_at__isnull=False)
        if not asked.update(asked_at=None, answered_by=actor, last_error="", **change):
            raise Conflict(_("This was answered already. Look at the post again."))
        next_at = None if arrived else now
        history.tell(delivery.pk, Happened.ANSWERED, because=said, next_at=next_at, by=actor)
        if arrived:
            Post.objects.filter(pk=delivery.post_id, published_at=None).update(published_at=now)
        audit.record(actor=actor, verb="answer_unknown", target=delivery, arrived=arrived)
    delivery.refresh_from_db()
    return delivery
