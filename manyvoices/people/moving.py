"""What follows when a unit or a person moves: values that are shown before, and compared when it is done."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manyvoices.people.models import Calendar, Grant, Person, Role, Unit
from manyvoices.people.queries.settings import InForce


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A setting that counts differently afterwards."""

    before: InForce
    after: InForce


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """What changes because it is held above: roles and rights that reach here afterwards, or no longer do."""

    roles_gained: list[Role]
    roles_lost: list[Role]
    grants_gained: list[Grant]
    grants_lost: list[Grant]

    def facts(self) -> list[list[int]]:
        """The ids."""
        held = (self.roles_gained, self.roles_lost, self.grants_gained, self.grants_lost)
        return [[row.pk for row in rows] for rows in held]


@dataclass(frozen=True, kw_only=True, slots=True)
class Inherited:
    """Settings and working hours that come from above, where they change. `calendars` is before and after."""

    changes: list[Change]
    calendars: tuple[Calendar | None, Calendar | None] | None

    def facts(self) -> list[Any]:
        """Names and values."""
        said = [[one.after.setting.name, one.before.value, one.after.value] for one in self.changes]
        hours = [row.pk if row else None for row in self.calendars] if self.calendars else []
        return [said, hours]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitMove:
    """A unit comes to stand below `to`. `others` is what else moves along, by its name in `wiring.IN_UNITS`."""

    unit: Unit
    to: Unit
    units: int
    people: int
    others: Mapping[str, int]
    roles: int
    grants: int
    reach: Reach
    inherited: Inherited

    def seen(self) -> str:
        """A short name of all of it: another one means that something changed meanwhile."""
        counts = [self.units, self.people, dict(self.others), self.roles, self.grants]
        places = [self.unit.pk, self.unit.parent_id, self.to.pk]
        return _name(places, counts, self.reach.facts(), self.inherited.facts())


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonMove:
    """A person comes to belong to `to`. `roles` and `grants` are theirs and do not count in the new unit."""

    person: Person
    to: Unit
    roles: list[Role]
    grants: list[Grant]
    reach: Reach
    inherited: Inherited

    def seen(self) -> str:
        """A short name of all of it: another one means that something changed meanwhile."""
        held = [[role.pk for role in self.roles], [grant.pk for grant in self.grants]]
        places = [self.person.pk, self.person.unit_id, self.to.pk]
        return _name(places, held, self.reach.facts(), self.inherited.facts())


def _name(*facts: Any) -> str:
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
