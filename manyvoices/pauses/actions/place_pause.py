"""Stop promotional posts, at once and for all voices it covers."""

from manyvoices.core import audit, clock
from manyvoices.core.models import World
from manyvoices.core.refusals import Invalid
from manyvoices.pauses import fence
from manyvoices.pauses.models import Covers, Pause
from manyvoices.pauses.permissions import may_pause
from manyvoices.people.models import Person, Unit


def place_pause(
    *,
    actor: Person | None,
    reason: str,
    covers: str = Covers.PROMOTIONAL,
    unit: Unit | None = None,
    world: str = World.LIVE,
) -> Pause:
    """The pause that now stands. `actor` None is the shell. Raises Refused, or Invalid without a reason.

    Under stress a thumb presses twice: the same pause by the same person for the same reason is placed once.
    """
    if actor is not None:
        may_pause(actor, unit.pk if unit else None)
    if not reason.strip():
        raise Invalid(reason="Say in a few words why posts stop; everybody who planned one will read it.")
    if covers not in Covers.values:
        raise Invalid(covers="Choose what the pause stops.")
    what = {
        "world": world,
        "covers": covers,
        "unit": unit,
        "reason": reason.strip()[:500],
        "placed_by": actor,
    }
    with fence.exclusive():
        pause = Pause.objects.filter(**what, ended_at=None).first()
        if pause is not None:
            return pause
        pause = Pause.objects.create(**what, placed_at=clock.now())
        audit.record(actor=actor, verb="place_pause", target=pause, because=reason, covers=covers)
    return pause
