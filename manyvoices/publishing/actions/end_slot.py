"""Take a slot away."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.models import QueueSlot
from manyvoices.voices.permissions import may_look_after


@transaction.atomic
def end_slot(*, actor: Person, slot: QueueSlot) -> None:
    """Returns when nobody is offered the slot any more; posts that took it leave at their time all the same.

    Refused to who does not look after the voice. Doing it again changes nothing.
    """
    may_look_after(rights(actor), slot.channel.voice)
    if QueueSlot.objects.filter(pk=slot.pk, ended_at=None).update(ended_at=clock.now()):
        audit.record(
            actor=actor,
            verb="end_slot",
            target=slot.channel.voice,
            weekday=slot.weekday,
            time=f"{slot.time:%H:%M}",
            channel=slot.channel_id,
        )
