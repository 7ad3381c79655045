"""Let what a pause held back of one note leave after all."""

from manyvoices.core import clock
from manyvoices.federation.models import Dispatch, Note


def release_held(*, note: Note) -> int:
    """To how many inboxes the note leaves now. If a pause still stands they are held again when their turn comes.

    Who may is decided by the caller, who knows the post (publishing.actions.release_letters).
    """
    held = Dispatch.objects.filter(note=note, paused_at__isnull=False, done_at=None, dead_at=None)
    return held.update(paused_at=None, due_at=clock.now())
