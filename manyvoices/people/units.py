"""The tree of units, as pure rules over `unit id -> id of the unit above` (None at the root)."""

from collections import Counter
from collections.abc import Iterable, Mapping

Parents = Mapping[int, int | None]


def path_to(parents: Parents, unit_id: int) -> list[int]:
    """The unit, the one above it, and so on up to the root. A circle, which no action makes, is walked once."""
    path: list[int] = []
    here: int | None = unit_id
    while here is not None and here not in path:
        path.append(here)
        here = parents.get(here)
    return path


def below(parents: Parents, unit_id: int) -> frozenset[int]:
    """The unit and everything under it."""
    children: dict[int | None, list[int]] = {}
    for unit, parent in parents.items():
        children.setdefault(parent, []).append(unit)
    found, open_ = {unit_id}, [unit_id]
    while open_:
        fresh = [child for child in children.get(open_.pop(), []) if child not in found]
        found.update(fresh)
        open_.extend(fresh)
    return frozenset(found)


def makes_circle(parents: Parents, unit_id: int, new_parent: int) -> bool:
    """Whether the unit would come to stand below itself."""
    return unit_id in path_to(parents, new_parent)


def with_those_below(parents: Parents, at: Mapping[int, int]) -> Counter[int]:
    """Sums: for each unit, what is counted `at` it and at everything under it."""
    sums: Counter[int] = Counter()
    for unit_id, count in at.items():
        for above in path_to(parents, unit_id):
            sums[above] += count
    return sums


def nearest(parents: Parents, unit_id: int, having: Iterable[int]) -> int | None:
    """The first of the units `having` something on the way up from the unit, itself included; None if none has."""
    there = frozenset(having)
    return next((unit for unit in path_to(parents, unit_id) if unit in there), None)
