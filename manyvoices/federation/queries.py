"""Which notes of ours others may see."""

from django.db.models import QuerySet

from manyvoices.core.models import World
from manyvoices.federation.models import Note, Showing


def public_notes() -> "QuerySet[Note]":
    """Our public notes, deleted ones among them, with what their documents need."""
    found = Note.objects.filter(voice__isnull=False, world=World.LIVE, public=True, showing=Showing.SHOWN)
    return found.select_related("voice", "in_reply_to__actor")


def standing_notes() -> "QuerySet[Note]":
    """Our public notes that were not deleted."""
    return public_notes().filter(deleted_at=None)
