"""A voice's replies are its own people's again."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import HandOver
from manyvoices.voices.permissions import may_look_after


@transaction.atomic
def end_hand_over(*, actor: Person, hand_over: HandOver) -> None:
    """End it at once; what has ended stays as it is. Both sides may: the colleague, and who looks after the voice."""
    if hand_over.to_id != actor.pk:
        may_look_after(rights(actor), hand_over.voice)
    live = HandOver.objects.filter(pk=hand_over.pk, ended_at=None)
    if live.update(ended_at=clock.now(), ended_by=actor):
        audit.record(actor=actor, verb="end_hand_over", target=hand_over.voice, to=hand_over.to_id)
