"""Where a voice is on its way to another server, and everything it said here."""

from django.db.models import QuerySet

from manyvoices.federation.models import Move, Note
from manyvoices.voices.models import Voice


def move_of(voice: Voice) -> Move | None:
    """The newest move of the voice that was not cancelled, finished or failed ones among them."""
    return Move.objects.filter(voice=voice, cancelled_at=None).order_by("-pk").select_related("voice").first()


def said_by(voice: Voice) -> "QuerySet[Note]":
    """Every note of the voice that still stands, public or not, the oldest first."""
    said = Note.objects.filter(voice=voice, deleted_at=None)
    return said.select_related("voice", "in_reply_to__actor").order_by("published_at", "pk")
