"""Say that a pause holds, once nothing it covers can still arrive anywhere."""

from manyvoices import wiring
from manyvoices.core import clock
from manyvoices.core.wired import wired
from manyvoices.pauses.models import Pause


def confirm_pauses() -> int:
    """Confirms every standing pause that has nothing in flight; returns how many. Whoever looks may call it."""
    return sum(_confirm(pause) for pause in Pause.objects.filter(ended_at=None, confirmed_at=None))


def in_flight(pause: Pause) -> int:
    """How many sends that `pause` covers may still arrive: those committed before it stood.

    It can only fall: after the pause was placed behind the fence no covered send is committed any more.
    """
    return sum(wired(path)(pause) for path in wiring.IN_FLIGHT.values())


def _confirm(pause: Pause) -> int:
    if in_flight(pause):
        return 0
    return Pause.objects.filter(pk=pause.pk, confirmed_at=None, ended_at=None).update(
        confirmed_at=clock.now()
    )
