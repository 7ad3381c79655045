"""What may still arrive somewhere after a pause was placed."""

from django.db.models import Q

from manyvoices.core import clock
from manyvoices.pauses import fence
from manyvoices.pauses.models import Pause
from manyvoices.publishing.models import Delivery, State, Verb


def deliveries_in_flight(pause: Pause) -> int:
    """How many deliveries that `pause` covers were committed before it and may still arrive.

    `sending` counts until its outcome is known; `unknown` counts while it is inside its settling time.
    """
    standing = next((one for one in fence.standing(pause.world) if one.pause == pause.pk), None)
    if standing is None:
        return 0
    unsettled = Q(state=State.UNKNOWN, settled_at__gt=clock.now())
    rows = Delivery.objects.filter(Q(state=State.SENDING) | unsettled, world=pause.world, verb=Verb.PUBLISH)
    return sum(
        1
        for kind, unit in rows.values_list("kind", "post__voice__unit_id")
        if fence.stopping([standing], kind=kind, unit=unit)
    )
