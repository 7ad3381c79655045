"""What stands with people to be shared by hand, when a pause is placed: it waits like everything else."""

from django.db import transaction

from manyvoices.pauses import fence
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Delivery, Happened, State, Verb

HELD_BACK = "held back by a pause"


def pause_handed() -> None:
    """Turns what a standing pause covers from handed to paused; a second run finds nothing more.

    The page of a share asks the pauses by itself, so that nobody is shown the text in between.
    """
    handed = Delivery.objects.filter(state=State.HANDED, verb=Verb.PUBLISH)
    worlds = list(handed.order_by().values_list("world", flat=True).distinct())
    for world in worlds:
        standing = fence.standing(world)
        if not standing:
            continue
        rows = handed.filter(world=world).values_list("pk", "kind", "post__voice__unit_id")
        covered = [pk for pk, kind, unit in rows if fence.stopping(standing, kind=kind, unit=unit)]
        with transaction.atomic():
            change_all(handed.filter(pk__in=covered), Happened.PAUSED, because=HELD_BACK, state=State.PAUSED)
