"""A new node of the organisation."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import may_administer
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_fields, check_time_zone


@transaction.atomic
def make_unit(*, actor: Person, name: str, kind: str, parent: Unit, time_zone: str = "") -> Unit:
    """A unit below `parent`. Refused to whoever does not administer `parent`; Invalid for a name used beside it."""
    may_administer(rights(actor), unit_id=parent.pk)
    unit = Unit(name=name.strip(), kind=kind, parent=parent, time_zone=check_time_zone(time_zone))
    check_fields(unit)
    if Unit.objects.filter(parent=parent, name=unit.name).exists():
        raise Invalid(name=_("There is a unit of this name already."))
    unit.save()
    audit.record(actor=actor, verb="make_unit", target=unit, parent=parent.pk)
    return unit
