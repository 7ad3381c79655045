"""A setting that holds for a unit and everything below it."""

from typing import Any

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person, Unit, UnitSetting
from manyvoices.people.permissions import may_set
from manyvoices.people.queries import rights
from manyvoices.people.settings import setting_named
from manyvoices.people.unit_checks import check_open


@transaction.atomic
def set_unit_setting(*, actor: Person, unit: Unit, name: str, typed: str) -> Any:
    """The value, which counts in the unit and below from now on. The same again changes nothing.

    Refused to whoever the setting does not name (people/settings.py); NotThere for a name that is none; Invalid for
    what is no value of it, and for a closed unit.
    """
    wanted = setting_named(name)
    may_set(rights(actor), wanted.set_by, unit_id=unit.pk)
    check_open(unit, field="value")
    value = wanted.read(typed.strip())
    if wanted.on_unit:
        changed = Unit.objects.filter(pk=unit.pk).exclude(**{name: value}).update(**{name: value})
    else:
        changed = _write(actor, unit, name, value)
    if changed:
        audit.record(actor=actor, verb="set_unit_setting", target=unit, setting=name, value=value)
    return value


def _write(actor: Person, unit: Unit, name: str, value: Any) -> bool:
    row = UnitSetting.objects.filter(unit=unit, name=name).first() or UnitSetting(unit=unit, name=name)
    if row.set_by_id is not None and row.value == value:
        return False
    row.value, row.set_by, row.set_at = value, actor, clock.now()
    row.save()
    return True
