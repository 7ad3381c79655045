"""A unit goes back to what the units above it have set."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person, Unit, UnitSetting
from manyvoices.people.permissions import may_set
from manyvoices.people.queries import rights
from manyvoices.people.settings import setting_named


@transaction.atomic
def clear_unit_setting(*, actor: Person, unit: Unit, name: str) -> None:
    """Takes the unit's own value away; without one nothing changes. Refused as `set_unit_setting` refuses."""
    wanted = setting_named(name)
    may_set(rights(actor), wanted.set_by, unit_id=unit.pk)
    if wanted.on_unit:
        cleared = Unit.objects.filter(pk=unit.pk).exclude(**{name: ""}).update(**{name: ""})
    else:
        cleared, _rows = UnitSetting.objects.filter(unit=unit, name=name).delete()
    if cleared:
        audit.record(actor=actor, verb="clear_unit_setting", target=unit, setting=name)
