"""Settings and working hours as they count in a unit: its own, or those of the nearest unit above that has some."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from manyvoices.people.calendars import Week
from manyvoices.people.models import Brand, Calendar, Organisation, Person, Unit, UnitSetting
from manyvoices.people.settings import SETTINGS, Setting, setting_named, shown
from manyvoices.people.units import Parents, nearest
from manyvoices.people.week import suggested_minutes

Values = Mapping[str, Mapping[int, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class InForce:
    """A setting as it counts in a unit. `from_unit` has set it; None means that nobody has, on the way up."""

    setting: Setting
    value: Any
    from_unit: int | None

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return shown(self.setting, self.value)


def setting(unit_id: int, name: str) -> Any:
    """The value that counts in a unit. Three queries, two while no unit has its own. Raises NotThere for the name."""
    wanted = setting_named(name)
    own = {name: _own_of(wanted)}
    parents = _parents() if own[name] else {}
    return _in_force(wanted, parents, unit_id, own, _fallbacks()).value


def setting_by_unit(parents: Parents, units: Iterable[int], name: str) -> dict[int, Any]:
    """The value that counts in each unit, of a setting with a default of its own. One query. Raises NotThere for the name."""
    wanted = setting_named(name)
    own = _own_of(wanted)
    places = {unit: nearest(parents, unit, own) for unit in units}
    return {unit: wanted.default if place is None else own[place] for unit, place in places.items()}


def week_suggestion(person: Person) -> int:
    """The minutes a week to suggest to a person: the share their unit has set, of the week they work."""
    return suggested_minutes(person.working_pattern, setting(person.unit_id, "week_share"))


def settings_in_force(parents: Parents, unit_id: int, own: Values | None = None) -> dict[str, InForce]:
    """Every setting as it counts in a unit, by name; `own` from `own_values` where several units are asked."""
    values, fallbacks = own if own is not None else own_values(), _fallbacks()
    return {name: _in_force(wanted, parents, unit_id, values, fallbacks) for name, wanted in SETTINGS.items()}


def own_values() -> dict[str, dict[int, Any]]:
    """Setting -> unit -> the value set at that very unit. One query, and one for each that a column holds."""
    found = {name: _own_of(wanted) if wanted.on_unit else {} for name, wanted in SETTINGS.items()}
    for unit_id, name, value in UnitSetting.objects.values_list("unit_id", "name", "value"):
        if name in found and not SETTINGS[name].on_unit:
            found[name][unit_id] = value
    return found


def calendar_of(parents: Parents, unit_id: int) -> Calendar | None:
    """The calendar that counts in a unit, with its unit and holidays; None where nobody on the way up has one."""
    having = Calendar.objects.exclude(unit=None).values_list("unit_id", flat=True)
    place = nearest(parents, unit_id, [unit for unit in having if unit is not None])
    return _calendars().filter(unit_id=place).first() if place is not None else None


def calendar_of_brand(brand: Brand) -> Calendar | None:
    """The brand's own calendar."""
    return _calendars().filter(brand=brand).first()


def week_of(calendar: Calendar) -> Week:
    """The calendar as `people.calendars` reads it."""
    days = frozenset(holiday.day for holiday in calendar.holidays.all())
    return Week(calendar.time_zone, calendar.hours, days)


def _calendars() -> QuerySet[Calendar]:
    return Calendar.objects.select_related("unit", "brand").prefetch_related("holidays")


def _parents() -> dict[int, int | None]:
    return dict(Unit.objects.values_list("id", "parent_id"))


def _own_of(wanted: Setting) -> dict[int, Any]:
    if wanted.on_unit:
        return dict(Unit.objects.exclude(Q(**{wanted.name: ""})).values_list("id", wanted.name))
    return dict(UnitSetting.objects.filter(name=wanted.name).values_list("unit_id", "value"))


def _fallbacks() -> dict[str, Any]:
    ours = Organisation.objects.first()
    return {
        name: getattr(ours, name, "") if wanted.default is None else wanted.default
        for name, wanted in SETTINGS.items()
    }


def _in_force(
    wanted: Setting, parents: Parents, unit_id: int, own: Values, fallbacks: Mapping[str, Any]
) -> InForce:
    values = own[wanted.name]
    place = nearest(parents, unit_id, values)
    value = values[place] if place is not None else fallbacks[wanted.name]
    return InForce(setting=wanted, value=value, from_unit=place)
