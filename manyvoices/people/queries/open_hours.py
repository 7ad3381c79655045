"""The open hours of units: those of the nearest calendar on the way up, all of them when none says anything."""

from collections.abc import Iterable

from manyvoices.people.business_hours import ALWAYS, BusinessHours, NeverOpen
from manyvoices.people.models import Calendar
from manyvoices.people.queries.settings import week_of
from manyvoices.people.units import Parents, nearest


def open_hours(parents: Parents, units: Iterable[int]) -> dict[int, BusinessHours]:
    """The hours by unit. A calendar that is never open counts as always open: a promise has to fall due. Two queries."""
    having: dict[int, BusinessHours] = {}
    for calendar in Calendar.objects.exclude(unit=None).prefetch_related("holidays"):
        try:
            having[calendar.unit_id or 0] = BusinessHours.of(week_of(calendar))
        except NeverOpen:
            having[calendar.unit_id or 0] = ALWAYS
    return {unit: having.get(nearest(parents, unit, having) or 0, ALWAYS) for unit in units}
