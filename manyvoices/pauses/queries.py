"""Read-only questions about pauses, for pages."""

from django.db.models import QuerySet

from manyvoices.core.models import World
from manyvoices.core.refusals import NotThere
from manyvoices.pauses.models import Pause


def standing_pauses() -> "QuerySet[Pause]":
    """The pauses that stand for what the public sees, the oldest first; one query."""
    return _live().filter(ended_at=None).order_by("placed_at", "id")


def ended_pauses() -> "QuerySet[Pause]":
    """Pauses that were lifted, the last one first."""
    return _live().filter(ended_at__isnull=False).order_by("-ended_at", "-id")


def live_pause(pk: int) -> Pause:
    """A live pause, standing or not, by its id. Raises NotThere."""
    found = _live().filter(pk=pk).first()
    if found is None:
        raise NotThere("There is no such pause.")
    return found


def _live() -> "QuerySet[Pause]":
    return Pause.objects.filter(world=World.LIVE).select_related("unit", "placed_by", "ended_by")
