"""A hidden voice is seen again."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after


@transaction.atomic
def show_voice(*, actor: Person, voice: Voice) -> None:
    """End a voice's hiding; one that is seen stays as it is. Refused to whoever does not look after the voice."""
    may_look_after(rights(actor), voice)
    hidden = Voice.objects.filter(pk=voice.pk, hidden_since__isnull=False)
    if hidden.update(hidden_since=None, changed_at=clock.now()):
        audit.record(actor=actor, verb="show_voice", target=voice)
