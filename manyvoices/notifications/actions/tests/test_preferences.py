"""What is mailed, and when: as the person wants it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.notifications import kinds
from manyvoices.notifications.actions.change_mail_server import change_mail_server
from manyvoices.notifications.actions.end_quiet_hours import end_quiet_hours
from manyvoices.notifications.actions.prefer_mails import prefer_mails
from manyvoices.notifications.actions.set_quiet_hours import set_quiet_hours
from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.notifications.models import Letter, Notification, Preference, QuietHours
from manyvoices.notifications.tests.posting import set_up
from manyvoices.people.models import OnCall, Person, Shift, ShiftTurn
from manyvoices.people.rotas import WEEK
from tests.cast import Cast

NIGHT = datetime(2026, 3, 28, 23, tzinfo=UTC)  # the night in which Vienna's clocks go forward
MORNING = datetime(2026, 3, 29, 5, tzinfo=UTC)  # 07:00 there


@pytest.fixture(autouse=True)
def _by_night(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    monkeypatch.setattr(clock, "now", lambda: NIGHT)
    monkeypatch.setattr(
        kinds,
        "KINDS",
        {
            "news": kinds.Kind("N", mails=True),
            "urgent": kinds.Kind("U", mails=True, is_urgent=True),
            "safety": kinds.Kind("S", mails=True, is_for_safety=True),
            "here": kinds.Kind("H", mails=False),
        },
    )
    for module in ("actions.prefer_mails", "queries.preferences"):
        monkeypatch.setattr(f"manyvoices.notifications.{module}.KINDS", kinds.KINDS)
    set_up()
    cast.bo.time_zone = "Europe/Vienna"
    cast.bo.save()


def tell(person: Person, kind: str = "news") -> Notification:
    return tell_person(person=person, kind=kind, key=f"{kind}{person.pk}", subject="Hello")


def due(of: Notification) -> datetime | None:
    return Letter.objects.get(notification=of).due_at


def test_letters_wait_for_the_morning_by_the_persons_clock(cast: Cast) -> None:
    set_quiet_hours(actor=cast.bo, begins=time(22), ends=time(7))
    assert due(tell(cast.bo)) == MORNING
    assert due(tell(cast.bo, "safety")) == NIGHT
    assert due(tell(cast.dan)) == NIGHT
    server = {"host": "mail.northlight.example", "port": 587, "security": "starttls"}
    change_mail_server(actor=cast.ada, **server, from_address="v@northlight.example")  # type: ignore[arg-type]
    assert due(tell(cast.bo)) == MORNING
    assert end_quiet_hours(actor=cast.bo) == 1
    assert end_quiet_hours(actor=cast.bo) == 0
    assert due(tell(cast.bo)) == NIGHT
    assert not QuietHours.objects.exists()


def test_what_is_urgent_comes_through_while_on_call(cast: Cast) -> None:
    set_quiet_hours(actor=cast.bo, begins=time(22), ends=time(7))
    set_quiet_hours(actor=cast.dan, begins=time(22), ends=time(7), days=["sun"])
    rota = OnCall.objects.create(unit=cast.root, time_zone="UTC", made_at=NIGHT)
    shift = Shift.objects.create(rota=rota, begins=0, ends=WEEK, first_week=NIGHT.date() - timedelta(days=6))
    ShiftTurn.objects.create(shift=shift, person=cast.bo, position=0)
    assert due(tell(cast.bo, "urgent")) == NIGHT
    assert due(tell(cast.bo)) == MORNING
    cast.dan.refresh_from_db()
    waits = due(tell(cast.dan, "urgent"))
    assert waits is not None
    assert waits > MORNING


def test_only_what_is_wanted_is_mailed_and_the_line_says_why_not(cast: Cast) -> None:
    assert prefer_mails(actor=cast.bo, mails={"news": False, "here": True, "urgent": True}) == 2
    assert prefer_mails(actor=cast.bo, mails={"news": False, "here": True, "urgent": True}) == 0
    assert Preference.objects.count() == 2
    assert (tell(cast.bo).unmailed, tell(cast.dan, "here").unmailed) == ("switched_off", "kind")
    assert tell(cast.bo, "here").unmailed == ""
    assert Letter.objects.count() == 1
    cast.dan.email = None
    assert tell(cast.dan).unmailed == "no_address"
    for wrong in ({"odd": True}, {"safety": False}):
        with pytest.raises(Invalid):
            prefer_mails(actor=cast.bo, mails=wrong)


def test_quiet_hours_that_would_never_end_are_none(cast: Cast) -> None:
    for begins, ends, days in (
        (time(22), time(7), ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
        (time(7), time(7), []),
        (time(22), time(7), ["someday"]),
    ):
        with pytest.raises(Invalid):
            set_quiet_hours(actor=cast.bo, begins=begins, ends=ends, days=days)
    assert not QuietHours.objects.exists()
