"""A unit gets a rota of its own."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import OnCall, Person, Unit
from manyvoices.people.permissions import may_keep_rota
from manyvoices.people.queries import rights, setting
from manyvoices.people.validity import check_time_zone


@transaction.atomic
def make_rota(*, actor: Person, unit: Unit, time_zone: str = "") -> OnCall:
    """The rota of the unit, and of those below without their own; the one that stands is returned as it is.

    Empty `time_zone`: that of the unit. Refused to whoever does not lead the unit, Invalid for an unknown zone.
    """
    may_keep_rota(rights(actor), unit_id=unit.pk)
    zone = check_time_zone(time_zone) or str(setting(unit.pk, "time_zone"))
    rota, is_new = OnCall.objects.get_or_create(
        unit=unit, ended_at=None, defaults={"time_zone": zone, "made_by": actor, "made_at": clock.now()}
    )
    if is_new:
        audit.record(actor=actor, verb="make_rota", target=rota, unit=unit.pk, time_zone=zone)
    return rota
