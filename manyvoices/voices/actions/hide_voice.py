"""A voice takes a break from being seen."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after


@transaction.atomic
def hide_voice(*, actor: Person, voice: Voice) -> None:
    """Neither listed nor searched nor published as, until it is shown again; its followers stay. Twice is once.

    `changed_at` moves, so that other servers hear that it is not to be found by search. Refused to whoever does not
    look after the voice.
    """
    may_look_after(rights(actor), voice)
    now = clock.now()
    if Voice.objects.filter(pk=voice.pk, hidden_since=None).update(hidden_since=now, changed_at=now):
        audit.record(actor=actor, verb="hide_voice", target=voice)
