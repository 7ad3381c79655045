"""Arranging who is on call, and what people say of themselves."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.notifications.models import Notification
from manyvoices.people.actions.add_shift import add_shift
from manyvoices.people.actions.cancel_absence import cancel_absence
from manyvoices.people.actions.cancel_cover import cancel_cover
from manyvoices.people.actions.cover_shift import cover_shift
from manyvoices.people.actions.declare_effort import declare_effort
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.actions.end_rota import end_rota
from manyvoices.people.actions.end_shift import end_shift
from manyvoices.people.actions.make_rota import make_rota
from manyvoices.people.actions.report_absence import report_absence
from manyvoices.people.actions.say_presence import say_presence
from manyvoices.people.models import Absence, Cover, Effort, OnCall, Person, Presence, RoleName, Shift, Where
from manyvoices.people.queries.on_call import on_call_now, reachable_people
from manyvoices.people.rotas import WEEK
from tests.cast import Cast, role

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
MONDAY = date(2026, 3, 2)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def rota(cast: Cast) -> OnCall:
    role(cast.bo, RoleName.RESPONDER, cast.operations)
    return make_rota(actor=cast.ada, unit=cast.operations, time_zone="Europe/Vienna")


def add(cast: Cast, rota: OnCall, *people: Person, rank: int = 0) -> Shift:
    return add_shift(
        actor=cast.ada, rota=rota, people=people, begins=0, ends=WEEK, first_week=MONDAY, rank=rank
    )


def cover(cast: Cast, rota: OnCall, person: Person, instead_of: Person | None, actor: Person) -> Cover:
    return cover_shift(
        actor=actor, rota=rota, person=person, instead_of=instead_of, starts_at=NOW, ends_at=NOW + HOUR
    )


def test_a_rota_and_its_shift_are_made_once_and_end(cast: Cast, rota: OnCall) -> None:
    unit = cast.operations.pk
    assert make_rota(actor=cast.ada, unit=cast.operations) == rota
    made = add(cast, rota, cast.cleo, cast.bo)
    assert add(cast, rota, cast.cleo, cast.bo) == made
    assert add(cast, rota, cast.bo, rank=1) != made
    assert on_call_now([unit], NOW)[unit] == (cast.cleo.pk, cast.bo.pk)
    end_shift(actor=cast.ada, shift=made)
    end_shift(actor=cast.ada, shift=made)
    assert on_call_now([unit], NOW)[unit] == (cast.bo.pk,)
    end_rota(actor=cast.ada, rota=rota)
    end_rota(actor=cast.ada, rota=rota)
    assert on_call_now([unit], NOW)[unit] == ()
    assert AuditRow.objects.filter(verb__in=["end_shift", "end_rota"]).count() == 2
    with pytest.raises(Conflict):
        add(cast, rota, cast.cleo)
    assert make_rota(actor=cast.ada, unit=cast.operations) != rota


def test_only_who_may_answer_there_is_on_call(cast: Cast, rota: OnCall) -> None:
    for people in ([cast.dan], [cast.cleo, cast.eve], []):
        with pytest.raises(Invalid) as no:
            add(cast, rota, *people)
        assert set(no.value.fields) == {"people"}
    with pytest.raises(Invalid):
        cover(cast, rota, cast.dan, cast.cleo, cast.ada)
    with pytest.raises(Refused):
        add_shift(actor=cast.cleo, rota=rota, people=[cast.cleo], begins=0, ends=0, first_week=MONDAY)


def test_who_is_covered_arranges_it_themselves_and_the_colleague_is_told(cast: Cast, rota: OnCall) -> None:
    unit = cast.operations.pk
    add(cast, rota, cast.cleo)
    made = cover(cast, rota, cast.bo, cast.cleo, cast.cleo)
    assert cover(cast, rota, cast.bo, cast.cleo, cast.cleo) == made
    assert on_call_now([unit], NOW)[unit] == (cast.bo.pk,)
    assert Notification.objects.get().person == cast.bo
    with pytest.raises(Refused):
        cover(cast, rota, cast.bo, None, cast.cleo)
    with pytest.raises(Refused):
        cancel_cover(actor=cast.bo, cover=made)
    with pytest.raises(Invalid):
        cover(cast, rota, cast.cleo, cast.cleo, cast.cleo)
    cancel_cover(actor=cast.cleo, cover=made)
    cancel_cover(actor=cast.cleo, cover=made)
    assert on_call_now([unit], NOW)[unit] == (cast.cleo.pk,)
    assert Notification.objects.filter(person=cast.bo).count() == 2


def test_presence_keeps_the_last_word_alone(cast: Cast) -> None:
    say_presence(actor=cast.bo, where=Where.LUNCH)
    assert reachable_people([cast.bo.pk], NOW) == frozenset()
    assert reachable_people([cast.bo.pk], NOW + HOUR) == {cast.bo.pk}
    say_presence(actor=cast.bo, where=Where.HERE, until=NOW + HOUR)
    assert (Presence.objects.get().where, Presence.objects.get().until) == (Where.HERE, None)
    for where, until in (
        ("sleeping", None),
        (Where.OUT_OF_OFFICE, None),
        (Where.AWAY, NOW),
        (Where.AWAY, NOW + timedelta(days=400)),
    ):
        with pytest.raises(Invalid):
            say_presence(actor=cast.bo, where=where, until=until)
    assert not AuditRow.objects.exists()


def test_absences_are_ones_own(cast: Cast, rota: OnCall) -> None:
    unit = cast.operations.pk
    add(cast, rota, cast.cleo)
    away = report_absence(actor=cast.cleo, starts_at=NOW, ends_at=NOW + HOUR)
    assert report_absence(actor=cast.cleo, starts_at=NOW, ends_at=NOW + HOUR) == away
    assert on_call_now([unit], NOW)[unit] == ()
    with pytest.raises(Refused):
        cancel_absence(actor=cast.ada, absence=away)
    cancel_absence(actor=cast.cleo, absence=away)
    assert on_call_now([unit], NOW)[unit] == (cast.cleo.pk,)
    with pytest.raises(Invalid):
        report_absence(actor=cast.cleo, starts_at=NOW - HOUR, ends_at=NOW)


def test_minutes_are_declared_for_a_day_of_ones_own_clock(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.bo.time_zone = "Pacific/Auckland"
    cast.bo.save()
    today = NOW.astimezone(ZoneInfo("Pacific/Auckland")).date()
    assert today == date(2026, 3, 5)
    declare_effort(actor=cast.bo, day=today, minutes=15)
    declare_effort(actor=cast.bo, day=today, minutes=30)
    assert Effort.objects.get().minutes == 30
    for day, minutes in (
        (today + timedelta(days=1), 1),
        (today - timedelta(days=14), 1),
        (today, 1441),
        (today, -1),
    ):
        with pytest.raises(Invalid):
            declare_effort(actor=cast.bo, day=day, minutes=minutes)
    assert not AuditRow.objects.exists()


def test_whoever_leaves_is_on_call_no_more_and_the_others_go_on(cast: Cast, rota: OnCall) -> None:
    unit = cast.operations.pk
    add(cast, rota, cast.cleo, cast.bo)
    add(cast, rota, cast.cleo, rank=1)
    cover(cast, rota, cast.bo, cast.cleo, cast.ada)
    say_presence(actor=cast.cleo, where=Where.AWAY)
    report_absence(actor=cast.cleo, starts_at=NOW + 2 * HOUR, ends_at=NOW + 3 * HOUR)
    declare_effort(actor=cast.cleo, day=NOW.date(), minutes=15)
    role(cast.eve, RoleName.CRISIS_LEAD, cast.operations)
    end_person(actor=cast.ada, person=cast.cleo, because="left")
    for ahead in range(4):
        assert on_call_now([unit], NOW + timedelta(weeks=ahead))[unit] == (cast.bo.pk,)
    assert Cover.objects.get().cancelled_at == NOW
    for gone in (Presence, Absence, Effort):
        assert not gone._default_manager.exists()
    told = Notification.objects.filter(key__startswith="shift-left")
    assert set(told.values_list("person__name", flat=True)) == {"Ada", "Eve"}
