"""What waited unseen is seen."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after


@transaction.atomic
def unmute_voice(*, actor: Person, voice: Voice) -> None:
    """End a mute before its time; without one nothing changes. Refused to whoever does not look after the voice."""
    may_look_after(rights(actor), voice)
    muted = Voice.objects.filter(pk=voice.pk, muted_until__isnull=False)
    if muted.update(muted_since=None, muted_until=None):
        audit.record(actor=actor, verb="unmute_voice", target=voice)
