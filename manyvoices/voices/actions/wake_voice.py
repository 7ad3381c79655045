"""A voice speaks again."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after


@transaction.atomic
def wake_voice(*, actor: Person, voice: Voice) -> None:
    """End a voice's rest; one that is awake stays as it is. Refused to whoever does not look after the voice."""
    may_look_after(rights(actor), voice)
    if Voice.objects.filter(pk=voice.pk, resting_since__isnull=False).update(resting_since=None):
        audit.record(actor=actor, verb="wake_voice", target=voice)
