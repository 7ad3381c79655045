"""What would follow if a unit or a person moved."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Q, QuerySet

from manyvoices.core import clock
from manyvoices.people.models import Grant, Person, Role, Unit
from manyvoices.people.moving import Change, Inherited, PersonMove, Reach, UnitMove
from manyvoices.people.queries.settings import calendar_of, own_values, settings_in_force
from manyvoices.people.queries.units import others_in, people_in
from manyvoices.people.units import Parents, below, path_to

Held = TypeVar("Held", Role, Grant)


def unit_move(unit: Unit, to: Unit, parents: Parents) -> UnitMove:
    """What follows when `unit` comes to stand below `to`; the caller has asked whether it may. Constant queries."""
    inside = below(parents, unit.pk)
    return UnitMove(
        unit=unit,
        to=to,
        units=len(inside),
        people=people_in(inside).total(),
        others={name: counts.total() for name, counts in others_in(inside).items()},
        roles=_live_roles().filter(unit_id__in=inside).count(),
        grants=_live_grants().filter(unit_id__in=inside).count(),
        reach=_reach(path_to(parents, unit.pk)[1:], path_to(parents, to.pk)),
        inherited=_inherited(parents, unit.pk, {**parents, unit.pk: to.pk}, unit.pk),
    )


def person_move(person: Person, to: Unit, parents: Parents) -> PersonMove:
    """What follows when `person` comes to belong to `to`. Roles held above the new unit count on and are not named."""
    after = path_to(parents, to.pk)
    return PersonMove(
        person=person,
        to=to,
        roles=list(_live_roles().filter(person=person).exclude(unit_id__in=after)),
        grants=list(_live_grants().filter(person=person).exclude(unit_id__in=after)),
        reach=_reach(path_to(parents, person.unit_id), after, besides=person),
        inherited=_inherited(parents, person.unit_id, parents, to.pk),
    )


def _reach(before: Sequence[int], after: Sequence[int], besides: Person | None = None) -> Reach:
    on_either_way = Q(unit_id__in={*before, *after}) & ~Q(person=besides)
    roles = list(_live_roles().filter(on_either_way))
    grants = list(_live_grants().filter(on_either_way))
    return Reach(
        roles_gained=_only_there(roles, after, before),
        roles_lost=_only_there(roles, before, after),
        grants_gained=_only_there(grants, after, before),
        grants_lost=_only_there(grants, before, after),
    )


def _only_there(rows: list[Held], there: Sequence[int], here: Sequence[int]) -> list[Held]:
    """What is held in one of the units `there`, and by the same person in none of those `here`."""
    kept = {_what(row) for row in rows if row.unit_id in here}
    return [row for row in rows if row.unit_id in there and _what(row) not in kept]


def _what(row: Role | Grant) -> tuple[int, str, int | None]:
    return row.person_id, row.name if isinstance(row, Role) else row.right, row.brand_id


def _inherited(parents: Parents, before: int, parents_after: Parents, after: int) -> Inherited:
    own = own_values()
    now, then = settings_in_force(parents, before, own), settings_in_force(parents_after, after, own)
    changes = [
        Change(before=now[name], after=then[name]) for name in now if now[name].value != then[name].value
    ]
    hours = (calendar_of(parents, before), calendar_of(parents_after, after))
    return Inherited(changes=changes, calendars=hours if hours[0] != hours[1] else None)


def _live_roles() -> QuerySet[Role]:
    live = Role.objects.filter(ended_at=None, person__is_active=True)
    return live.select_related("person", "unit", "brand").order_by("person__name", "id")


def _live_grants() -> QuerySet[Grant]:
    unexpired = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    live = Grant.objects.filter(unexpired, revoked_at=None, person__is_active=True)
    return live.select_related("person", "unit", "brand").order_by("person__name", "id")
