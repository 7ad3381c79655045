"""A shared voice is no longer open to somebody."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Speaker
from manyvoices.voices.permissions import may_keep_shared


@transaction.atomic
def close_speaking(*, actor: Person, speaker: Speaker) -> None:
    """End it at once; what has ended stays as it is. One's own may always be given back.

    Refused beside the person and the editors and programme leads of the voice's unit.
    """
    voice = speaker.voice
    if speaker.person_id != actor.pk:
        may_keep_shared(rights(actor), voice.unit_id, voice.brand_id)
    live = Speaker.objects.filter(pk=speaker.pk, ended_at=None)
    if live.update(ended_at=clock.now(), ended_by=actor):
        audit.record(actor=actor, verb="close_speaking", target=voice, person=speaker.person_id)
