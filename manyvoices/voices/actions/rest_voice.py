"""A voice rests."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after


@transaction.atomic
def rest_voice(*, actor: Person, voice: Voice) -> None:
    """Nothing more is published as this voice until it is woken; a voice that rests stays as it is.

    Refused to whoever does not look after the voice: a colleague's own voice rests by their tap alone.
    """
    may_look_after(rights(actor), voice)
    awake = Voice.objects.filter(pk=voice.pk, resting_since=None)
    if awake.update(resting_since=clock.now()):
        audit.record(actor=actor, verb="rest_voice", target=voice)
