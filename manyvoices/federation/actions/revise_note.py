"""Change what a note of ours says, here and everywhere it was sent."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Refused
from manyvoices.federation import indexing, recipients, uris
from manyvoices.federation.actions.dispatch_note import dispatch_note
from manyvoices.federation.models import Note
from manyvoices.federation.naming import note_named


def revise_note(*, uri: str, content: Mapping[str, Any]) -> Note:
    """The note with its new `content`. The same content again changes and sends nothing. Refused: a deleted note."""
    with transaction.atomic():
        note = (
            Note.objects.select_related("voice", "channel", "in_reply_to__actor")
            .filter(note_named(uri))
            .first()
        )
        if note is None or note.voice is None or note.deleted_at is not None:
            raise Refused(_("This post was deleted, so it cannot be changed any more."))
        if all(getattr(note, name) == value for name, value in content.items()):
            return note
        edited_at = clock.now()
        Note.objects.filter(pk=note.pk).update(**content, edited_at=edited_at)
        note.refresh_from_db(fields=[*content, "edited_at"])
        indexing.index(note)
        dispatch_note(
            note=note,
            word="Update",
            activity_id=uris.update(note.uri, edited_at),
            inboxes=recipients.of_known(note),
        )
    return note
