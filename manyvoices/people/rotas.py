"""Who is on call when, in which order, and whether somebody can be reached. Pure.

A rota is made of shifts that come every week on the wall clock of `zone`. The people of a shift take turns; a turn is
handed over when the shift begins. Clocks that are changed leave no hole and nobody twice: a time that is skipped counts
as the one shown instead, a time that is shown twice as the first. Moments are aware; what is returned is in UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.core.zones import known_zones
from manyvoices.people.business_hours import ALWAYS, BusinessHours, open_spans

Period = tuple[datetime, datetime]

WEEK = 7 * 24 * 60  # minutes
ONE_WEEK, ONE_DAY = timedelta(weeks=1), timedelta(days=1)
FARTHEST = timedelta(weeks=53)  # how far ahead a change is looked for


@dataclass(frozen=True, slots=True)
class Shift:
    """Every week from `begins` to `ends`, minutes since Monday 00:00; where `ends` is no later, it lies a week on.

    So begins == ends is a whole week, handed over at that time. `people` take turns of `weeks` weeks each, from the
    week of `first_week` to that of `last_week`. Ranks are asked in order: 0 first, then the backups. Without
    `on_holidays` it rests on the rota's holidays. Raises Invalid on `people`, `begins`, `ends` or `weeks`.
    """

    people: tuple[int, ...]
    begins: int
    ends: int
    first_week: date
    rank: int = 0
    weeks: int = 1
    last_week: date | None = None
    on_holidays: bool = True

    def __post_init__(self) -> None:
        if not self.people:
            raise Invalid(people=_("Choose who takes this shift."))
        for name, minute in (("begins", self.begins), ("ends", self.ends)):
            if not 0 <= minute <= WEEK:
                raise Invalid(**{name: _("Choose a time between Monday and Sunday.")})
        if self.weeks < 1:
            raise Invalid(weeks=_("A turn lasts one week at least."))


@dataclass(frozen=True, slots=True)
class Cover:
    """`person` takes the place of `instead_of` for a time; of nobody (None): stands before everybody else."""

    person: int
    instead_of: int | None
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Absence:
    """A time in which `person` is never on call: a holiday, an illness, a course."""

    person: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Rota:
    """The shifts of a unit, who covers for whom (later ones win), who is absent. Raises Invalid on `time_zone`."""

    zone: str
    shifts: tuple[Shift, ...]
    covers: tuple[Cover, ...] = ()
    absences: tuple[Absence, ...] = ()
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.zone not in known_zones():
            raise Invalid(time_zone=_("This time zone is not known. Write it like Europe/Vienna."))


class Where(StrEnum):
    """What somebody says of themselves."""

    HERE = "here"
    AWAY = "away"
    LUNCH = "lunch"
    OUT_OF_OFFICE = "out_of_office"


@dataclass(frozen=True, slots=True)
class Presence:
    """Private to the person: others learn no more than `reachable`. Without `until` it holds until they say otherwise."""

    where: Where
    until: datetime | None = None


def reachable(presence: Presence | None, at: datetime) -> bool:
    """Whether a message can go to them: here, never having said anything, or back from what has ended."""
    if presence is None or presence.where == Where.HERE:
        return True
    return presence.until is not None and presence.until <= at


def on_call(rota: Rota, at: datetime) -> tuple[int, ...]:
    """Who is on call, the first to ask first, each once; empty if nobody is.

    Who is covered gives their place to the colleague, who may be covered in turn; two who cover each other have changed
    places. The absent are left out, and backups move up.
    """
    covering = {cover.instead_of: cover.person for cover in rota.covers if _during(cover, at)}
    absent = {absence.person for absence in rota.absences if _during(absence, at)}
    extra = [cover.person for cover in rota.covers if cover.instead_of is None and _during(cover, at)]
    placed = [person for shift in sorted(rota.shifts, key=_rank) for person in _holder(rota, shift, at)]
    asked = [_standing_in(covering, person) for person in [*reversed(extra), *placed]]
    return tuple(dict.fromkeys(person for person in asked if person not in absent))


def next_change(rota: Rota, at: datetime) -> datetime | None:
    """The first moment after `at` at which others are on call, or in another order; None if none within a year."""
    now = on_call(rota, at)
    edges = _edges(rota, at, at + FARTHEST)
    return next((moment for moment in edges if on_call(rota, moment) != now), None)


def gaps(rota: Rota, start: datetime, end: datetime, hours: BusinessHours = ALWAYS) -> tuple[Period, ...]:
    """When nobody is on call between two moments, in order; of `hours` only what is open."""
    edges = [start.astimezone(UTC), *_edges(rota, start, end), end.astimezone(UTC)]
    found: list[Period] = []
    for since, until in pairwise(edges):
        if on_call(rota, since):
            continue
        for opens, closes in open_spans(hours, since, until):
            touches = bool(found) and found[-1][1] == opens
            found.append((found.pop()[0] if touches else opens, closes))
    return tuple(found)


def _holder(rota: Rota, shift: Shift, at: datetime) -> Iterator[int]:
    """Whose turn it is at this moment; nobody outside the shift."""
    zone = ZoneInfo(rota.zone)
    local = at.astimezone(zone).date()
    if local in rota.holidays and not shift.on_holidays:
        return
    this = (_monday(local) - _monday(shift.first_week)).days // 7
    for number in (this - 1, this):
        begins, ends = _turn(shift, number, zone)
        if begins <= at < ends and _takes_place(shift, number):
            yield shift.people[number // shift.weeks % len(shift.people)]
            return


def _takes_place(shift: Shift, number: int) -> bool:
    monday = _monday(shift.first_week) + number * ONE_WEEK
    return number >= 0 and (shift.last_week is None or monday <= shift.last_week)


@lru_cache(maxsize=4096)  # asked for every message, of the same few shifts
def _turn(shift: Shift, number: int, zone: ZoneInfo) -> Period:
    """From when to when the shift runs in its week `number`."""
    monday = datetime.combine(_monday(shift.first_week) + number * ONE_WEEK, time())
    length = (shift.ends - shift.begins) % WEEK or WEEK
    begins = monday + timedelta(minutes=shift.begins)
    return _moment(begins, zone), _moment(begins + timedelta(minutes=length), zone)


def _edges(rota: Rota, start: datetime, end: datetime) -> list[datetime]:
    """Every moment between two, neither included, at which somebody may come or go."""
    zone = ZoneInfo(rota.zone)
    passing: list[Cover | Absence] = [*rota.covers, *rota.absences]
    found = {edge for one in passing for edge in (one.starts_at, one.ends_at)}
    for shift in rota.shifts:
        first = _monday(shift.first_week)
        since = (_monday(start.astimezone(zone).date()) - first).days // 7 - 1
        until = (end.astimezone(zone).date() - first).days // 7
        for number in range(max(0, since), until + 1):
            found.update(_turn(shift, number, zone))
    for day in rota.holidays:
        found.update(_moment(datetime.combine(edge, time()), zone) for edge in (day, day + ONE_DAY))
    return sorted(edge.astimezone(UTC) for edge in found if start < edge < end)


def _standing_in(covering: dict[int | None, int], person: int) -> int:
    asked = {person}
    while (instead := covering.get(person)) is not None and instead not in asked:
        asked.add(instead)
        person = instead
    return person


def _during(one: Cover | Absence, at: datetime) -> bool:
    return one.starts_at <= at < one.ends_at


def _moment(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _rank(shift: Shift) -> int:
    return shift.rank
