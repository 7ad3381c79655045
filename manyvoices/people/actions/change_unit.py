"""What a unit is called and what it is."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import may_administer
from manyvoices.people.queries import rights
from manyvoices.people.unit_checks import check_unit


@transaction.atomic
def change_unit(*, actor: Person, unit: Unit, name: str, kind: str) -> Unit:
    """The unit with its new name and kind. Refused to whoever does not administer it; Invalid for a name in use."""
    may_administer(rights(actor), unit_id=unit.pk)
    wanted = {"name": name.strip(), "kind": kind}
    changed = [field for field, value in wanted.items() if getattr(unit, field) != value]
    if not changed:
        return unit
    before = unit.name
    unit.name, unit.kind = wanted["name"], wanted["kind"]
    check_unit(unit)
    unit.save(update_fields=changed)
    audit.record(actor=actor, verb="change_unit", target=unit, changed=changed, before=before)
    return unit
