"""A unit comes to stand elsewhere in the tree, with everything below it."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import may_move
from manyvoices.people.queries import rights, unit_move
from manyvoices.people.tree_lock import locked_tree
from manyvoices.people.unit_checks import check_open, check_unit
from manyvoices.people.units import Parents, makes_circle


@transaction.atomic
def move_unit(*, actor: Person, unit: Unit, to: Unit, seen: str) -> Unit:
    """The unit below `to`. What stands in it goes along; rights, settings and hours follow the tree by themselves.

    `seen` is `queries.unit_move(…).seen()` of what the actor was shown. Refused to whoever does not administer both
    the unit above it and `to`; Invalid for the root, a closed unit, a circle or a name used there; Conflict when what
    follows is no longer what was shown. A unit that stands there already stays as it is.
    """
    parents = locked_tree()
    unit = Unit.objects.get(pk=unit.pk)
    may_move(rights(actor), from_id=unit.parent_id or unit.pk, to_id=to.pk)
    if unit.parent_id == to.pk:
        return unit
    _check_move(unit, to, parents)
    move = unit_move(unit, to, parents)
    if move.seen() != seen:
        raise Conflict(_("Something changed since this page was shown. Look again at what follows."))
    before, unit.parent = unit.parent_id, to
    check_unit(unit)
    unit.save(update_fields=["parent"])
    audit.record(actor=actor, verb="move_unit", target=unit, before=before, after=to.pk, people=move.people)
    return unit


def _check_move(unit: Unit, to: Unit, parents: Parents) -> None:
    if unit.parent_id is None:
        raise Invalid(to=_("The whole organisation has nothing above it and cannot move."))
    if makes_circle(parents, unit.pk, to.pk):
        raise Invalid(to=_("A unit cannot stand below itself. Choose a unit outside of it."))
    check_open(to, field="to")
