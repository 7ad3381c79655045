"""A closed unit that is needed again."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import may_administer
from manyvoices.people.queries import rights
from manyvoices.people.tree_lock import locked_tree
from manyvoices.people.unit_checks import check_open


@transaction.atomic
def reopen_unit(*, actor: Person, unit: Unit) -> Unit:
    """The open unit. Roles and rights that ended with it stay ended. One that is open stays as it is.

    Refused to whoever does not administer it; Invalid below a closed unit.
    """
    may_administer(rights(actor), unit_id=unit.pk)
    locked_tree()
    unit = Unit.objects.select_related("parent").get(pk=unit.pk)
    if unit.closed_at is None:
        return unit
    if unit.parent is not None:
        check_open(unit.parent, field="parent")
    unit.closed_at = None
    unit.save(update_fields=["closed_at"])
    audit.record(actor=actor, verb="reopen_unit", target=unit)
    return unit
