"""Say that a pause holds, once nothing it covers can still arrive anywhere."""

from manyvoices.core import clock
from manyvoices.pauses.in_flight import in_flight
from manyvoices.pauses.models import Pause


def confirm_pauses() -> int:
    """Confirms every standing pause that has nothing in flight; returns how many. Whoever looks may call it."""
    return sum(_confirm(pause) for pause in Pause.objects.filter(ended_at=None, confirmed_at=None))


def _confirm(pause: Pause) -> int:
    if in_flight(pause):
        return 0
    return Pause.objects.filter(pk=pause.pk, confirmed_at=None, ended_at=None).update(
        confirmed_at=clock.now()
    )
