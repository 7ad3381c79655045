"""Let what a pause held back of one note leave after all."""

from manyvoices.core import audit, clock
from manyvoices.federation.models import Dispatch, Note
from manyvoices.people.models import Person


def release_held(*, actor: Person | None, note: Note) -> int:
    """To how many inboxes the note leaves now. If a pause still stands they are held again when their turn comes.

    The caller has asked whether `actor` may release the post (None is the shell).
    """
    held = Dispatch.objects.filter(note=note, paused_at__isnull=False, done_at=None, dead_at=None)
    released = held.update(paused_at=None, due_at=clock.now())
    if released:
        audit.record(actor=actor, verb="release_held", target=note, inboxes=released)
    return released
