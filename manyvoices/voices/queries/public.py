"""The voices everybody may see."""

from django.db.models import QuerySet

from manyvoices.core.models import World
from manyvoices.voices.models import Voice


def public_voices() -> "QuerySet[Voice]":
    """Living voices of the live world with their brand and picture, the brands first, then by name."""
    found = Voice.objects.filter(world=World.LIVE, closed_at=None).select_related("brand", "picture")
    return found.order_by("kind", "name")


def public_voice(handle: str) -> Voice | None:
    """The living voice with this handle."""
    return public_voices().filter(handle=handle.lower()).first()
