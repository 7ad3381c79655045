"""A new node of the organisation."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import may_administer
from manyvoices.people.queries import rights
from manyvoices.people.tree_lock import locked_tree
from manyvoices.people.unit_checks import check_open, check_unit
from manyvoices.people.validity import check_time_zone


@transaction.atomic
def make_unit(*, actor: Person, name: str, kind: str, parent: Unit, time_zone: str = "") -> Unit:
    """A unit below `parent`. Refused to whoever does not administer `parent`; Invalid for a name used beside it."""
    may_administer(rights(actor), unit_id=parent.pk)
    locked_tree()
    check_open(parent, field="parent")
    unit = Unit(name=name.strip(), kind=kind, parent=parent, time_zone=check_time_zone(time_zone))
    check_unit(unit)
    unit.save()
    audit.record(actor=actor, verb="make_unit", target=unit, parent=parent.pk)
    return unit
