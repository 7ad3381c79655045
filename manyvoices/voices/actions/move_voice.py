"""A voice has left for another server."""

from datetime import datetime

from manyvoices.voices.models import Voice


def move_voice(*, voice: Voice, to: str, now: datetime) -> bool:
    """Marks that the voice lives at the actor `to` from now on, and lets it rest; False where it had moved already.

    Called by the move itself, in its transaction, after both sides were checked.
    """
    here = Voice.objects.filter(pk=voice.pk, moved_at=None, closed_at=None)
    moved = here.update(moved_to=to, moved_at=now, changed_at=now)
    Voice.objects.filter(pk=voice.pk, resting_since=None).update(resting_since=now)
    return bool(moved)
