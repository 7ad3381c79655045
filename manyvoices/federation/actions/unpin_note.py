"""A post goes back to its place among the others."""

from django.db import transaction

from manyvoices.core.audit import record
from manyvoices.federation.models import Note
from manyvoices.federation.pinning import tell_followers, voice_that_may_pin
from manyvoices.people.models import Person


@transaction.atomic
def unpin_note(*, actor: Person, note: Note) -> Note:
    """The note, no longer pinned; followers' servers are told. Twice is once. Raises what `pin_note` raises."""
    voice = voice_that_may_pin(actor, note)
    if Note.objects.filter(pk=note.pk, pinned_at__isnull=False).update(pinned_at=None):
        record(actor=actor, verb="unpin_note", target=note)
        tell_followers(voice, note, "Remove")
    note.refresh_from_db(fields=["pinned_at"])
    return note
