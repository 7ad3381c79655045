"""The units one may choose from, each with its way down from the root, so that namesakes are told apart."""

from collections.abc import Collection

from manyvoices.people.models import Unit
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.rights import Rights
from manyvoices.people.units import Parents, path_to

Choices = list[tuple[int, str]]


def units_to_choose(rights: Rights, *, without: Collection[int]) -> Choices:
    """(id, "Northlight › Operations") of the open units this person administers, in the order of the tree; one query."""
    rows = list(Unit.objects.values_list("id", "name", "closed_at"))
    names = {unit_id: name for unit_id, name, _closed in rows}
    open_ = {unit_id for unit_id, _name, closed in rows if closed is None}
    offered = (rights.units_with(ADMINISTRATORS) & open_) - set(without)
    return sorted(((unit, way_to(names, rights.parents, unit)) for unit in offered), key=lambda one: one[1])


def way_to(names: dict[int, str], parents: Parents, unit_id: int) -> str:
    """The names from the root down to the unit."""
    return " › ".join(names[place] for place in reversed(path_to(parents, unit_id)))
