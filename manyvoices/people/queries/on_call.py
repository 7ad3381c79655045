"""Who is on call, who comes next, where nobody is, who can be reached, and whose time is left."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from manyvoices.core.zones import known_zones
from manyvoices.people import rotas
from manyvoices.people.models import Effort, OnCall, Organisation, Person, Presence, Unit
from manyvoices.people.queries.rotas import absences_of, rotas_of
from manyvoices.people.rotas import FARTHEST, Period
from manyvoices.people.units import nearest


def on_call_now(unit_ids: Collection[int], at: datetime) -> dict[int, tuple[int, ...]]:
    """Unit -> the people on call there, the first to ask first; empty where nobody is.

    A unit without a rota takes that of the nearest unit above. Holds every unit that was asked for; eight queries.
    """
    found = rotas_of(unit_ids, since=at, until=at)
    now = {one.row.pk: rotas.on_call(one.rota, at) for one in found.values()}
    return {unit_id: now[found[unit_id].row.pk] if unit_id in found else () for unit_id in unit_ids}


def is_on_call(person_id: int, at: datetime) -> bool:
    """Whether the person is on call anywhere, in whatever place of the order. At most eleven queries."""
    turns = OnCall.objects.filter(ended_at=None, shifts__turns__person=person_id)
    covers = OnCall.objects.filter(ended_at=None, covers__person=person_id)
    units = {*turns.values_list("unit_id", flat=True), *covers.values_list("unit_id", flat=True)}
    return bool(units) and any(person_id in people for people in on_call_now(units, at).values())


def next_changes(
    unit_ids: Collection[int], at: datetime
) -> dict[int, tuple[datetime, tuple[int, ...]] | None]:
    """Unit -> when others are on call next, and who they are then; None where nothing changes within a year."""
    found = rotas_of(unit_ids, since=at, until=at + FARTHEST)
    next_: dict[int, tuple[datetime, tuple[int, ...]] | None] = {}
    for one in {one.row.pk: one for one in found.values()}.values():
        moment = rotas.next_change(one.rota, at)
        next_[one.row.pk] = None if moment is None else (moment, rotas.on_call(one.rota, moment))
    return {unit_id: next_[found[unit_id].row.pk] if unit_id in found else None for unit_id in unit_ids}


def gaps(unit_ids: Collection[int], start: datetime, end: datetime) -> dict[int, tuple[Period, ...]]:
    """Unit -> when nobody is on call between two moments; a unit without any rota is one gap."""
    found = rotas_of(unit_ids, since=start, until=end)
    open_ = {one.row.pk: rotas.gaps(one.rota, start, end) for one in found.values()}
    return {
        unit_id: open_[found[unit_id].row.pk] if unit_id in found else ((start, end),) for unit_id in unit_ids
    }


def reachable_people(person_ids: Collection[int], at: datetime) -> frozenset[int]:
    """Those of them to whom a message can go now: here or never having said anything, not absent, not gone."""
    said = {
        row.person_id: rotas.Presence(rotas.Where(row.where), row.until)
        for row in Presence.objects.filter(person_id__in=person_ids)
    }
    absent = {
        one.person for one in absences_of(person_ids, since=at, until=at) if one.starts_at <= at < one.ends_at
    }
    return frozenset(pk for pk in person_ids if pk not in absent and rotas.reachable(said.get(pk), at))


def minutes_left(person_ids: Collection[int], at: datetime) -> dict[int, int | None]:
    """Person -> what they have left of the minutes agreed for this week; never below 0, None where none were agreed.

    The week begins on Monday by the person's own clock. Five queries.
    """
    people = {person.pk: person for person in Person.objects.filter(pk__in=person_ids)}
    zones = zones_of(people.values())
    weeks = {pk: first_day(at, zones[pk]) for pk in people}
    spent = dict.fromkeys(people, 0)
    days = Effort.objects.filter(person_id__in=people, day__range=_reach(weeks.values(), at))
    for pk, day, minutes in days.values_list("person_id", "day", "minutes"):
        spent[pk] += minutes if weeks[pk] <= day < weeks[pk] + timedelta(weeks=1) else 0
    return {pk: _left(people.get(pk), spent.get(pk, 0)) for pk in person_ids}


def zones_of(people: Iterable[Person]) -> dict[int, ZoneInfo]:
    """Person -> the zone of their clock: their own, that of the nearest unit with one, the organisation's. Two queries."""
    units = {
        pk: (parent, zone) for pk, parent, zone in Unit.objects.values_list("id", "parent_id", "time_zone")
    }
    parents = {pk: parent for pk, (parent, _) in units.items()}
    own = {pk: zone for pk, (_, zone) in units.items() if zone}
    ours = Organisation.objects.values_list("time_zone", flat=True).first() or "UTC"
    named = {
        one.pk: one.time_zone or own.get(nearest(parents, one.unit_id, own) or 0, ours) for one in people
    }
    return {pk: ZoneInfo(name if name in known_zones() else "UTC") for pk, name in named.items()}


def first_day(at: datetime, zone: ZoneInfo) -> date:
    """The Monday of the week in which `at` lies, by this clock."""
    day = at.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def _reach(mondays: Collection[date], at: datetime) -> tuple[date, date]:
    return min(mondays, default=at.date()), max(mondays, default=at.date()) + timedelta(days=6)


def _left(person: Person | None, spent: int) -> int | None:
    if person is None or person.weekly_minutes is None or person.minutes_agreed_at is None:
        return None
    return max(0, person.weekly_minutes - spent)
