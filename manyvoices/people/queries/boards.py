"""Rotas as people look at them: who is on call now and next, and when nobody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people import rotas
from manyvoices.people.models import Cover, OnCall, Person, Shift
from manyvoices.people.permissions import RESPONDERS, ROTA_LEADS
from manyvoices.people.queries.on_call import reachable_people
from manyvoices.people.queries.rotas import Standing, rotas_of
from manyvoices.people.rights import Rights
from manyvoices.people.units import nearest

GAPS_AHEAD = timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in the order of who is on call; others learn no more of them than whether a message can go there."""

    person: Person
    is_reachable: bool


@dataclass(frozen=True, slots=True)
class Board:
    """A rota at this moment; `gaps` are those of the next two weeks, `keeps` says whether the reader arranges it."""

    rota: OnCall
    now: tuple[Place, ...]
    changes_at: datetime | None
    then: tuple[Person, ...]
    gaps: tuple[rotas.Period, ...]
    covers: tuple[Cover, ...]
    keeps: bool


def rotas_in_view(held: Rights) -> QuerySet[OnCall]:
    """The rotas that count in units where this person answers or leads, and those they are in themselves; by unit."""
    return _rotas(held.units_with(RESPONDERS | ROTA_LEADS), held)


def rotas_around(held: Rights, person: Person) -> QuerySet[OnCall]:
    """The same, and the one that counts in the person's own unit."""
    return _rotas({*held.units_with(RESPONDERS | ROTA_LEADS), person.unit_id}, held)


def rota_in_view(held: Rights, rota_id: int) -> OnCall:
    """One of those in view. Raises NotThere."""
    found = rotas_in_view(held).filter(pk=rota_id).first()
    if found is None:
        raise NotThere
    return found


def rota_kept(held: Rights, rota_id: int) -> OnCall:
    """One that this person arranges. Raises NotThere."""
    found = rotas_in_view(held).filter(pk=rota_id, unit__in=held.units_with(ROTA_LEADS)).first()
    if found is None:
        raise NotThere
    return found


def cover_in_view(held: Rights, cover_id: int) -> Cover:
    """A cover that this person may cancel: one of their own place, or of a rota they arrange. Raises NotThere."""
    theirs = Q(instead_of=held.person_id) | Q(rota__unit__in=held.units_with(ROTA_LEADS))
    found = (
        Cover.objects.select_related("person", "instead_of", "rota__unit").filter(theirs, pk=cover_id).first()
    )
    if found is None:
        raise NotThere
    return found


def shifts_of(rota: OnCall) -> list[Shift]:
    """The shifts that run or are to come, in the order in which they are asked, with their people."""
    rows = Shift.objects.filter(rota=rota, ended_at=None).prefetch_related("turns__person")
    return list(rows.order_by("rank", "begins", "id"))


def boards(rows: Sequence[OnCall], held: Rights) -> list[Board]:
    """Each rota as it stands now. A fixed number of queries, whatever the number of rotas and people."""
    at = clock.now()
    standing = rotas_of([row.unit_id for row in rows], since=at, until=at + rotas.FARTHEST)
    found = [(row, standing[row.unit_id]) for row in rows if row.unit_id in standing]
    looks = [(row, one, *_look(one, at)) for row, one in found]
    people = Person.objects.in_bulk({pk for _row, _one, now, _at, then in looks for pk in (*now, *then)})
    reachable = reachable_people(people.keys(), at)
    covers, kept = _covers_to_come([row for row, _ in found], at), held.units_with(ROTA_LEADS)
    return [
        Board(
            rota=row,
            now=tuple(Place(people[pk], pk in reachable) for pk in now),
            changes_at=changes_at,
            then=tuple(people[pk] for pk in then),
            gaps=rotas.gaps(one.rota, at, at + GAPS_AHEAD),
            covers=tuple(covers.get(row.pk, ())),
            keeps=row.unit_id in kept,
        )
        for row, one, now, changes_at, then in looks
    ]


def _rotas(unit_ids: Iterable[int], held: Rights) -> QuerySet[OnCall]:
    having = dict(OnCall.objects.filter(ended_at=None).values_list("unit_id", "id"))
    places = {nearest(held.parents, unit_id, having) for unit_id in unit_ids} - {None}
    mine = OnCall.objects.filter(
        Q(shifts__turns__person=held.person_id, shifts__ended_at=None)
        | Q(covers__person=held.person_id, covers__cancelled_at=None, covers__ends_at__gt=clock.now())
    )
    seen = Q(unit__in=places) | Q(pk__in=mine.values("pk"))
    rows = OnCall.objects.filter(seen, ended_at=None) if held.active else OnCall.objects.none()
    return rows.select_related("unit").order_by("unit__name", "id")


def _look(one: Standing, at: datetime) -> tuple[tuple[int, ...], datetime | None, tuple[int, ...]]:
    changes_at = rotas.next_change(one.rota, at)
    then = () if changes_at is None else rotas.on_call(one.rota, changes_at)
    return rotas.on_call(one.rota, at), changes_at, then


def _covers_to_come(rows: Sequence[OnCall], at: datetime) -> dict[int, list[Cover]]:
    found: dict[int, list[Cover]] = {}
    covers = Cover.objects.filter(rota__in=rows, cancelled_at=None, ends_at__gt=at)
    for cover in covers.select_related("person", "instead_of").order_by("starts_at", "id"):
        found.setdefault(cover.rota_id, []).append(cover)
    return found
