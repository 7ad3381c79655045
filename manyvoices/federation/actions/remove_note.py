"""Take back a note of ours: its words go here at once, and elsewhere where they may have arrived."""

from django.db import transaction

from manyvoices.core import clock
from manyvoices.federation import indexing, recipients, uris
from manyvoices.federation.actions.dispatch_note import dispatch_note
from manyvoices.federation.models import Dispatch, Note
from manyvoices.federation.naming import note_named

WITHDRAWN = "withdrawn before it left: the note was deleted"


def remove_note(*, uri: str) -> bool:
    """True when the note was taken back now; False when it was gone already or never ours, and nothing is sent."""
    with transaction.atomic():
        now = clock.now()
        gone = Note.objects.filter(note_named(uri), voice__isnull=False, deleted_at=None).update(
            deleted_at=now, html="", title="", cover={}, content_warning="", attachments=[]
        )
        if not gone:
            return False
        note = Note.objects.select_related("voice", "channel").get(note_named(uri))
        indexing.forget(note)
        # Cancel first, then ask who may have got it: whatever a worker begins to send in between is among them.
        unsent = Dispatch.objects.filter(note=note, sending_at=None, done_at=None, dead_at=None)
        unsent.update(done_at=now, due_at=None, taken_by=None, taken_until=None, last_error=WITHDRAWN)
        inboxes = recipients.of_known(note)
        dispatch_note(note=note, word="Delete", activity_id=uris.delete(note.uri), inboxes=inboxes)
    return True
