"""What may still arrive somewhere after a pause was placed."""

from datetime import timedelta

from django.db.models import Q

from manyvoices.core import clock
from manyvoices.pauses import fence
from manyvoices.pauses.models import Pause
from manyvoices.publishing.models import Delivery, State, Verb

# Within that time every outcome has settled.
LONGEST = timedelta(minutes=2)


def deliveries_in_flight(pause: Pause) -> int:
    """How many deliveries that `pause` covers were committed before it and may still arrive.

    `sending` counts until its outcome is known; `unknown` counts while it is inside its settling time, which nobody
    can tell soon after the clock was set.
    """
    standing = next((one for one in fence.standing(pause.world) if one.pause == pause.pk), None)
    if standing is None:
        return 0
    unsettled = Q(state=State.UNKNOWN)
    if clock.steadiness.seconds() > LONGEST.total_seconds():
        unsettled &= Q(settled_at__gt=clock.now())
    rows = Delivery.objects.filter(Q(state=State.SENDING) | unsettled, world=pause.world, verb=Verb.PUBLISH)
    return sum(
        1
        for kind, unit in rows.values_list("kind", "post__voice__unit_id")
        if fence.stopping([standing], kind=kind, unit=unit)
    )
