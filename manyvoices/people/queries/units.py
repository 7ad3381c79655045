"""The tree of units as people see it, with what stands in each."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from manyvoices import wiring
from manyvoices.core.refusals import NotThere
from manyvoices.core.wired import wired
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import LEADS
from manyvoices.people.rights import Rights
from manyvoices.people.units import path_to, with_those_below

VOICES = ("own_voices", "shared_voices")


@dataclass(kw_only=True, slots=True)
class Node:
    """A unit in the tree. Counts are of the unit alone, and with everything below it; `others` are voices."""

    unit: Unit
    people: int
    people_below: int
    others: int
    others_below: int
    children: list["Node"] = field(default_factory=list)


def tree_in_view(rights: Rights, *, with_closed: bool = False) -> list[Node]:
    """The units this person leads or administers, as trees with the highest units as roots; siblings by name.

    Three queries and one for each kind of thing that may stand in a unit (`wiring.IN_UNITS`), whatever the size.
    """
    units = Unit.objects.filter(pk__in=rights.units_with(LEADS)).order_by("name", "id")
    seen = list(units if with_closed else units.filter(closed_at=None))
    nodes = dict(_nodes(seen, rights.parents))
    roots: list[Node] = []
    for unit in seen:
        above = nodes.get(unit.parent_id or 0)
        (roots if above is None else above.children).append(nodes[unit.pk])
    return roots


def unit_in_view(rights: Rights, unit_id: int) -> Unit:
    """One of the units this person leads or administers, closed ones too. Raises NotThere."""
    if unit_id not in rights.units_with(LEADS):
        raise NotThere
    return Unit.objects.select_related("parent").get(pk=unit_id)


def path_of(parents: Mapping[int, int | None], unit_id: int) -> list[Unit]:
    """The units from the root down to this one."""
    units = Unit.objects.in_bulk(path_to(parents, unit_id))
    return [units[place] for place in reversed(path_to(parents, unit_id))]


def people_in(unit_ids: Collection[int]) -> Counter[int]:
    """How many people who are here belong to each unit itself."""
    rows = Person.objects.filter(is_active=True, unit_id__in=unit_ids).values_list("unit_id")
    return Counter(dict(rows.annotate(Count("id")).order_by()))


def others_in(unit_ids: Collection[int]) -> dict[str, Counter[int]]:
    """What else stands in each unit itself, counted, by its name in `wiring.IN_UNITS`."""
    return {name: Counter(wired(path)(unit_ids)) for name, path in wiring.IN_UNITS.items()}


def voices_in(unit_ids: Collection[int]) -> Counter[int]:
    """How many voices stand in each unit itself."""
    found = others_in(unit_ids)
    return sum((found[name] for name in VOICES), Counter[int]())


def _nodes(units: list[Unit], parents: Mapping[int, int | None]) -> Iterator[tuple[int, Node]]:
    ids = [unit.pk for unit in units]
    people, others = people_in(ids), voices_in(ids)
    people_below, others_below = with_those_below(parents, people), with_those_below(parents, others)
    for unit in units:
        yield (
            unit.pk,
            Node(
                unit=unit,
                people=people[unit.pk],
                people_below=people_below[unit.pk],
                others=others[unit.pk],
                others_below=others_below[unit.pk],
            ),
        )
