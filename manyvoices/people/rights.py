"""What one person may do and where, as one frozen value: loaded once, asked often, without a query a question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile


@dataclass(frozen=True, slots=True)
class Held:
    """A role or a right held in a unit and all below it; `brand_id` None means for every brand."""

    name: str
    unit_id: int
    brand_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rights:
    """The live roles and grants of a person, and the tree they are read against. `active` is False once they left."""

    person_id: int
    active: bool
    roles: frozenset[Held]
    grants: frozenset[Held]
    parents: Mapping[int, int | None]

    def has_role(self, name: str, unit_id: int | None, brand_id: int | None = None) -> bool:
        """Whether the role is held in this unit or above it; None asks for the whole organisation.

        A role for one brand counts only for that brand.
        """
        return self._holds(self.roles, name, unit_id, brand_id)

    def has_any_role(self, names: frozenset[str], unit_id: int | None, brand_id: int | None = None) -> bool:
        """Whether one of the roles is held in this unit or above it."""
        return any(self.has_role(name, unit_id, brand_id) for name in names)

    def has_right(self, right: str, unit_id: int | None, brand_id: int | None = None) -> bool:
        """Whether a live grant gives this right in this unit or above it."""
        return self._holds(self.grants, right, unit_id, brand_id)

    def units_with(self, names: frozenset[str]) -> frozenset[int]:
        """Ids of every unit in which one of the roles counts, those below included. Each unit is looked at once."""
        if not self.active:
            return frozenset()
        held = {role.unit_id for role in self.roles if role.name in names and role.brand_id is None}
        counts: dict[int, bool] = {}
        for unit_id in self.parents:
            way = list(takewhile(lambda place: place not in counts, self.lineage(unit_id)))
            for place in reversed(way):
                counts[place] = place in held or counts.get(self.parents[place] or 0, False)
        return frozenset(unit_id for unit_id, is_inside in counts.items() if is_inside)

    def lineage(self, unit_id: int | None) -> Iterator[int]:
        """The unit, its parent, and so on up to the root; of None the root alone."""
        if unit_id is None:
            unit_id = next((unit for unit, parent in self.parents.items() if parent is None), None)
        while unit_id is not None:
            yield unit_id
            unit_id = self.parents.get(unit_id)

    def _holds(self, held: frozenset[Held], name: str, unit_id: int | None, brand_id: int | None) -> bool:
        brands = {None, brand_id}
        return self.active and any(
            Held(name, place, brand) in held for place in self.lineage(unit_id) for brand in brands
        )
