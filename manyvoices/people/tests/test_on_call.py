"""Who is on call by the rows, who can be reached, what is left of the agreed minutes."""

from datetime import UTC, date, datetime, timedelta

from pytest_django import DjangoAssertNumQueries

from manyvoices.people.models import (
    Absence,
    Calendar,
    Cover,
    Effort,
    Holiday,
    OnCall,
    Person,
    Presence,
    Shift,
    ShiftTurn,
    Unit,
    UnitKind,
    Where,
)
from manyvoices.people.queries.on_call import gaps, minutes_left, next_changes, on_call_now, reachable_people
from manyvoices.people.rotas import WEEK
from tests.cast import Cast, person

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
HOUR = timedelta(hours=1)


def rota(unit: Unit, zone: str = "Europe/Vienna") -> OnCall:
    return OnCall.objects.create(unit=unit, time_zone=zone, made_at=NOON)


def shift(of: OnCall, *people: Person, begins: int = 0, ends: int = WEEK, **more: object) -> Shift:
    made = Shift.objects.create(rota=of, begins=begins, ends=ends, **{"first_week": MONDAY, **more})
    for position, who in enumerate(people):
        ShiftTurn.objects.create(shift=made, person=who, position=position)
    return made


def cover(of: OnCall, who: Person, instead_of: Person | None = None, **more: datetime) -> Cover:
    span = {"starts_at": NOON - HOUR, "ends_at": NOON + HOUR}
    return Cover.objects.create(
        rota=of, person=who, instead_of=instead_of, made_by=who, made_at=NOON, **span | more
    )


def absence(who: Person, **more: datetime) -> Absence:
    span = {"starts_at": NOON - HOUR, "ends_at": NOON + HOUR, "made_at": NOON}
    return Absence.objects.create(person=who, **span | more)


def test_a_unit_without_a_rota_takes_the_nearest_above(cast: Cast) -> None:
    shift(rota(cast.root), cast.ada)
    team = Unit.objects.create(parent=cast.operations, kind=UnitKind.TEAM, name="Night")
    assert on_call_now([team.pk, cast.root.pk], NOON) == {
        team.pk: (cast.ada.pk,),
        cast.root.pk: (cast.ada.pk,),
    }
    below = rota(cast.operations)
    assert on_call_now([team.pk], NOON) == {team.pk: ()}
    shift(below, cast.cleo, cast.bo)
    shift(below, cast.bo, rank=1)
    assert on_call_now([team.pk], NOON) == {team.pk: (cast.cleo.pk, cast.bo.pk)}
    assert on_call_now([team.pk], NOON + timedelta(weeks=1)) == {team.pk: (cast.bo.pk,)}
    assert on_call_now([cast.elsewhere.pk], NOON) == {cast.elsewhere.pk: (cast.ada.pk,)}


def test_covers_absences_leaving_and_ended_shifts_count(cast: Cast) -> None:
    ours, unit = rota(cast.operations), cast.operations.pk
    old = shift(ours, cast.dan)
    old.ended_at = NOON
    old.save()
    shift(ours, cast.cleo)
    shift(ours, cast.bo, rank=1)
    made = cover(ours, cast.ada, cast.cleo)
    assert on_call_now([unit], NOON)[unit] == (cast.ada.pk, cast.bo.pk)
    made.cancelled_at = NOON
    made.save()
    absence(cast.cleo)
    assert on_call_now([unit], NOON)[unit] == (cast.bo.pk,)
    assert on_call_now([unit], NOON + HOUR)[unit] == (cast.cleo.pk, cast.bo.pk)
    Person.objects.filter(pk=cast.cleo.pk).update(is_active=False)
    assert on_call_now([unit], NOON + HOUR)[unit] == (cast.bo.pk,)


def test_holidays_of_the_calendar_rest_a_shift(cast: Cast) -> None:
    shift(rota(cast.operations), cast.cleo, on_holidays=False)
    calendar = Calendar.objects.create(unit=cast.root, time_zone="Europe/Vienna", changed_at=NOON)
    assert on_call_now([cast.operations.pk], NOON) == {cast.operations.pk: (cast.cleo.pk,)}
    Holiday.objects.create(calendar=calendar, day=NOON.date(), name="Depot day")
    assert on_call_now([cast.operations.pk], NOON) == {cast.operations.pk: ()}


def test_what_comes_next_and_where_nobody_is(cast: Cast) -> None:
    unit, nobody = cast.operations.pk, cast.elsewhere.pk
    shift(rota(cast.operations, "UTC"), cast.cleo, begins=2 * 1440, ends=3 * 1440)  # Wednesdays
    begins, ends = NOON - timedelta(hours=12), NOON + timedelta(hours=12)
    assert next_changes([unit, nobody], NOON) == {unit: (ends, ()), nobody: None}
    found = gaps([unit, nobody], begins - HOUR, ends + HOUR)
    assert found[unit] == ((begins - HOUR, begins), (ends, ends + HOUR))
    assert found[nobody] == ((begins - HOUR, ends + HOUR),)


def test_the_number_of_questions_does_not_grow(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    units = [cast.root, cast.operations, cast.elsewhere]
    for unit in units:
        ours = rota(unit)
        for rank in range(3):
            shift(ours, cast.cleo, cast.bo, rank=rank)
        cover(ours, cast.ada, cast.bo)
    with django_assert_max_num_queries(9):
        assert set(on_call_now([unit.pk for unit in units], NOON)) == {unit.pk for unit in units}


def test_reachable_says_no_more_than_yes_or_no(cast: Cast) -> None:
    everybody = [cast.ada.pk, cast.bo.pk, cast.cleo.pk, cast.dan.pk]
    Presence.objects.create(person=cast.bo, where=Where.LUNCH, until=NOON + HOUR, said_at=NOON)
    Presence.objects.create(person=cast.cleo, where=Where.AWAY, until=NOON, said_at=NOON - HOUR)
    absence(cast.dan)
    assert reachable_people(everybody, NOON) == {cast.ada.pk, cast.cleo.pk}
    assert reachable_people(everybody, NOON + HOUR) == set(everybody)


def test_minutes_are_counted_in_the_week_of_the_persons_clock(cast: Cast) -> None:
    cast.bo.weekly_minutes, cast.bo.minutes_agreed_at, cast.bo.time_zone = 60, NOON, "Pacific/Auckland"
    cast.bo.save()
    cast.dan.weekly_minutes = 60  # wished, not agreed
    cast.dan.save()
    sunday = datetime(2026, 3, 8, 10, 30, tzinfo=UTC)  # 23:30 in Auckland; an hour later it is Monday there
    for day, minutes in ((date(2026, 3, 8), 45), (date(2026, 3, 9), 90), (date(2026, 3, 1), 30)):
        Effort.objects.create(person=cast.bo, day=day, minutes=minutes, declared_at=NOON)
    assert minutes_left([cast.bo.pk, cast.dan.pk], sunday) == {cast.bo.pk: 15, cast.dan.pk: None}
    assert minutes_left([cast.bo.pk], sunday + HOUR) == {cast.bo.pk: 0}
    assert minutes_left([person("Fay", cast.root).pk], NOON).popitem()[1] is None
