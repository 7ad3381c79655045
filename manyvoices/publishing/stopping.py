"""When a repeat stops: the pause that does it, and how it is written down."""

from datetime import datetime, timedelta

from django.db.models import Q

from manyvoices.core import clock
from manyvoices.pauses.kinds import stops
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Person, Unit
from manyvoices.people.units import path_to
from manyvoices.publishing.models import Repeat
from manyvoices.voices.models import Voice

AHEAD = timedelta(hours=12)  # so early a turn is made, to be seen, moved or taken back


def covered(voice: Voice, kind: str, *, since: datetime | None) -> Pause | None:
    """The pause that stops posts of `kind` by `voice`: one that stands, or was placed after `since` and is over already."""
    stands = Q(ended_at=None)
    if since is not None:
        stands |= Q(placed_at__gte=since)
    placed = Pause.objects.filter(stands, world=voice.world).order_by("placed_at")
    pauses = [pause for pause in placed if stops(pause.covers, kind)]
    above: set[int | None] = {None}
    if any(pause.unit_id for pause in pauses):
        above.update(path_to(dict(Unit.objects.values_list("pk", "parent_id")), voice.unit_id))
    return next((pause for pause in pauses if pause.unit_id in above), None)


def stop(repeat: Repeat, reason: str, by: Person | None = None) -> bool:
    """Whether it was this call that stopped the repeat. In the caller's transaction."""
    running = Repeat.objects.filter(pk=repeat.pk, stopped_at=None)
    return bool(
        running.update(
            stopped_at=clock.now(),
            stopped_by=by,
            stop_reason=reason[:500],
            due_at=None,
            taken_by=None,
            taken_until=None,
        )
    )
