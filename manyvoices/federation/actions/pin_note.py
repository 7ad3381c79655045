"""A post stays at the top of its voice's page."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.audit import record
from manyvoices.core.refusals import Conflict
from manyvoices.federation.models import Note
from manyvoices.federation.pinning import tell_followers, voice_that_may_pin
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice

MOST_PINNED = 3


@transaction.atomic
def pin_note(*, actor: Person, note: Note) -> Note:
    """The note, pinned: first on the page and in the `featured` collection; followers' servers are told. Twice is once.

    Raises NotThere for what is no public post of a voice, Refused to whoever does not look after it, Conflict for a
    fourth one.
    """
    voice = voice_that_may_pin(actor, note)
    Voice.objects.select_for_update().get(pk=voice.pk)  # or two windows could pin a third and a fourth
    pinned = Note.objects.filter(voice=voice, pinned_at__isnull=False, deleted_at=None)
    if pinned.exclude(pk=note.pk).count() >= MOST_PINNED:
        raise Conflict(_("Three posts are pinned already. Take one down first."))
    if Note.objects.filter(pk=note.pk, pinned_at=None).update(pinned_at=clock.now()):
        record(actor=actor, verb="pin_note", target=note)
        tell_followers(voice, note, "Add")
    note.refresh_from_db(fields=["pinned_at"])
    return note
