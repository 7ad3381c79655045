"""Who hears of it when nobody answers."""

from collections import defaultdict
from collections.abc import Collection

from manyvoices.people.models import Role, RoleName
from manyvoices.people.units import Parents, path_to


def leads_of(parents: Parents, units: Collection[int]) -> dict[int, list[int]]:
    """Unit -> the leads of the nearest unit on the way up that has some, else the programme leads; by their ids. One query."""
    held: dict[str, dict[int, list[int]]] = {name: defaultdict(list) for name in _LEADS}
    roles = Role.objects.filter(name__in=_LEADS, ended_at=None, brand=None, person__is_active=True)
    for name, unit, person in roles.order_by("id").values_list("name", "unit_id", "person_id"):
        held[name][unit].append(person)
    return {unit: _nearest(held, path_to(parents, unit)) for unit in units}


_LEADS = (RoleName.UNIT_LEAD.value, RoleName.PROGRAMME_LEAD.value)


def _nearest(held: dict[str, dict[int, list[int]]], path: list[int]) -> list[int]:
    return next((held[name][unit] for name in _LEADS for unit in path if held[name].get(unit)), [])
