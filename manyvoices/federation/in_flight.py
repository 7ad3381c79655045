"""Which notes may still arrive at another server after a pause was placed."""

from manyvoices.federation.models import Dispatch
from manyvoices.pauses import fence
from manyvoices.pauses.models import Pause

# What says something new to the public. An edit or a delete of what stands there already flows, as in publishing.
HELD_BY_PAUSES = ("Create",)


def dispatches_in_flight(pause: Pause) -> int:
    """How many dispatches that `pause` covers a worker holds after it committed to send them.

    Those of a worker that died count until they are taken over; whoever claims them then meets the fence first.
    """
    standing = next((one for one in fence.standing(pause.world) if one.pause == pause.pk), None)
    if standing is None:
        return 0
    rows = Dispatch.objects.filter(
        world=pause.world,
        type__in=HELD_BY_PAUSES,
        taken_by__isnull=False,
        sending_at__isnull=False,
        done_at=None,
        dead_at=None,
    )
    return sum(
        1
        for kind, unit in rows.values_list("kind", "voice__unit_id")
        if fence.stopping([standing], kind=kind, unit=unit)
    )
