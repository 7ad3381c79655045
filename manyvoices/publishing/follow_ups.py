"""Deliveries that come after a first one: its edit, its removal."""

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.people.models import Person
from manyvoices.publishing import history
from manyvoices.publishing.models import Delivery, Happened, Variant, Verb


def follow_up(
    delivery: Delivery, verb: Verb, variant: Variant, by: Person | None = None, text: str = ""
) -> Delivery:
    """A delivery that edits or deletes what `delivery` published, due now and after it. `text` is that of its part."""
    pk, now = new_id(), clock.now()
    made = Delivery.objects.create(
        id=pk,
        post=delivery.post,
        channel=delivery.channel,
        variant=variant,
        parent=delivery,
        verb=verb,
        part=delivery.part,
        parts=delivery.parts,
        text=text,
        key=str(pk),
        world=delivery.world,
        network=delivery.network,
        kind=delivery.kind,
        made_at=now,
        due_at=now,
    )
    history.tell(pk, Happened.QUEUED, next_at=now, by=by)
    return made
