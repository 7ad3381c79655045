"""Let posts flow again. Nothing that was held leaves by itself: each waits for a person."""

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.pauses import fence
from manyvoices.pauses.models import Pause
from manyvoices.pauses.permissions import may_pause
from manyvoices.people.models import Person


def lift_pause(*, actor: Person | None, pause: Pause, reason: str = "") -> Pause:
    """The ended pause. Raises Refused, or Conflict when somebody else lifted it first."""
    if actor is not None:
        may_pause(actor, pause.unit_id)
    with fence.exclusive():
        ended = Pause.objects.filter(pk=pause.pk, ended_at=None).update(
            ended_at=clock.now(), ended_by=actor, end_reason=reason[:500]
        )
        if not ended:
            raise Conflict("This pause was already lifted by somebody else. Reload the page to see by whom.")
        audit.record(actor=actor, verb="lift_pause", target=pause, because=reason)
    pause.refresh_from_db()
    return pause
