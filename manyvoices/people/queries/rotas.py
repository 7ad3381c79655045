"""The rows of rotas as `people.rotas` reckons with them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Prefetch, Q, QuerySet

from manyvoices.people import rotas
from manyvoices.people.models import Absence, Calendar, Cover, Holiday, OnCall, Person, Shift, Unit
from manyvoices.people.shift_rows import value_of
from manyvoices.people.units import Parents, nearest

# Whoever has left is absent for good: at once, before their turns are tidied away.
SINCE_EVER, FOR_EVER = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """A rota that counts somewhere: its row, and what it reckons to."""

    row: OnCall
    rota: rotas.Rota


def rotas_of(unit_ids: Collection[int], *, since: datetime, until: datetime) -> dict[int, Standing]:
    """Unit -> the rota that counts there, its own or the nearest above; units without one are left out.

    Holds the covers and absences that touch `since` … `until`, and as holidays the days of the calendar that counts in
    the rota's unit. Eight queries, whatever the number of units, shifts and people.
    """
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    having = dict(OnCall.objects.filter(ended_at=None).values_list("unit_id", "id"))
    places = {unit_id: nearest(parents, unit_id, having) for unit_id in unit_ids}
    wanted = {having[place] for place in places.values() if place is not None}
    if not wanted:
        return {}
    standing = {one.row.unit_id: one for one in _read(wanted, parents, since, until)}
    return {unit_id: standing[place] for unit_id, place in places.items() if place is not None}


def absences_of(
    person_ids: Collection[int], *, since: datetime, until: datetime
) -> tuple[rotas.Absence, ...]:
    """Their absences that touch the time, and everlasting ones of those who have left. Two queries."""
    said = Absence.objects.filter(
        person_id__in=person_ids, cancelled_at=None, starts_at__lte=until, ends_at__gt=since
    )
    left = Person.objects.filter(pk__in=person_ids, is_active=False).values_list("pk", flat=True)
    return (
        *(rotas.Absence(*row) for row in said.values_list("person_id", "starts_at", "ends_at")),
        *(rotas.Absence(pk, SINCE_EVER, FOR_EVER) for pk in left),
    )


def _read(wanted: Collection[int], parents: Parents, since: datetime, until: datetime) -> Iterator[Standing]:
    rows = list(_rows(wanted, since, until))
    people = {turn.person_id for row in rows for shift in row.shifts.all() for turn in shift.turns.all()}
    people |= {cover.person_id for row in rows for cover in row.covers.all()}
    absences, holidays = absences_of(people, since=since, until=until), _holidays(parents, rows)
    for row in rows:
        covers = tuple(_cover(cover) for cover in row.covers.all())
        shifts = tuple(value_of(shift) for shift in row.shifts.all() if shift.turns.all())
        yield Standing(row, rotas.Rota(row.time_zone, shifts, covers, absences, holidays[row.unit_id]))


def _rows(wanted: Collection[int], since: datetime, until: datetime) -> QuerySet[OnCall]:
    running = Shift.objects.filter(Q(ended_at=None) | Q(ended_at__gt=until)).order_by("rank", "begins", "id")
    covers = Cover.objects.filter(cancelled_at=None, starts_at__lte=until, ends_at__gt=since)
    return OnCall.objects.filter(pk__in=wanted).prefetch_related(
        Prefetch("shifts", running.prefetch_related("turns")),
        Prefetch("covers", covers.order_by("made_at", "id")),
    )


def _holidays(parents: Parents, rows: list[OnCall]) -> Mapping[int, frozenset[date]]:
    """Unit of a rota -> the days on which nobody works there."""
    there = Calendar.objects.exclude(unit=None).values_list("unit_id", "id")
    calendars = {unit_id: calendar for unit_id, calendar in there if unit_id is not None}
    at = {row.unit_id: calendars.get(nearest(parents, row.unit_id, calendars) or 0) for row in rows}
    days: dict[int | None, set[date]] = {}
    wanted = [calendar for calendar in at.values() if calendar is not None]
    for calendar, day in Holiday.objects.filter(calendar__in=wanted).values_list("calendar_id", "day"):
        days.setdefault(calendar, set()).add(day)
    return {unit_id: frozenset(days.get(calendar, ())) for unit_id, calendar in at.items()}


def _cover(row: Cover) -> rotas.Cover:
    return rotas.Cover(row.person_id, row.instead_of_id, row.starts_at, row.ends_at)
