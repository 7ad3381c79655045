"""What is overdue is passed on, and what nobody has is looked at again."""

from datetime import date, timedelta

import pytest

from manyvoices.conversations.models import Assignment, Conversation, Event, ReplyDue, Way
from manyvoices.conversations.tests.arriving import (
    COMPLAINT,
    closed,
    conversation,
    decided,
    standing_assignment,
    standing_promise,
)
from manyvoices.conversations.work.promises import step_promises
from manyvoices.conversations.work.queues import look_again
from manyvoices.conversations.work.watching import watch_over_conversations
from manyvoices.core import clock
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Person, Presence, RoleName, UnitSetting
from manyvoices.people.models.on_call import OnCall, Shift, ShiftTurn
from tests.cast import Cast, person, role

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def fay(cast: Cast) -> Person:
    """A second responder in operations."""
    fay = person("Fay", cast.operations)
    role(fay, RoleName.RESPONDER, cast.operations)
    return fay


def on_call(cast: Cast, *people: Person) -> None:
    """A rota of operations on which these are on call in order, always."""
    rota = OnCall.objects.create(unit=cast.operations, time_zone="UTC", made_at=clock.now())
    for rank, one in enumerate(people):
        monday = date(2020, 1, 6)
        shift = Shift.objects.create(rota=rota, begins=0, ends=0, rank=rank, first_week=monday)
        ShiftTurn.objects.create(shift=shift, person=one, position=0)


def lunch(one: Person) -> None:
    """They are not there for an hour."""
    now = clock.now()
    Presence.objects.create(person=one, where="lunch", until=now + HOUR, said_at=now)


def test_overdue_goes_to_the_next_on_call_and_the_lead_is_told_once(cast: Cast, fay: Person) -> None:
    on_call(cast, cast.cleo, fay)
    place = decided(conversation(cast.operations), COMPLAINT, at=clock.now() - 2 * HOUR)
    assert place.assigned_to == cast.cleo
    promise, now = standing_promise(place), clock.now()
    for _again in range(2):
        step_promises([promise.pk], now)
    place.refresh_from_db()
    assert place.assigned_to == fay
    assert standing_assignment(place).way == Way.ESCALATED
    promise.refresh_from_db()
    assert promise.gone_to == [cast.cleo.pk, fay.pk]
    assert promise.due_at == now + 30 * MINUTE
    step_promises([promise.pk], now + 31 * MINUTE)  # nobody is left
    promise.refresh_from_db()
    assert promise.due_at == now + 61 * MINUTE
    told = Notification.objects.filter(kind="unanswered").values_list("person__name", flat=True)
    assert sorted(told) == ["Ada", "Fay"]
    assert Assignment.objects.filter(conversation=place, ended_at=None).count() == 1


def test_who_is_at_lunch_is_passed_over_and_nothing_is_taken_from_the_only_one_there(
    cast: Cast, fay: Person
) -> None:
    on_call(cast, cast.cleo, fay)
    lunch(fay)
    place = decided(conversation(cast.operations), COMPLAINT, at=clock.now() - 2 * HOUR)
    step_promises([standing_promise(place).pk], clock.now())
    assert standing_assignment(place).person == cast.cleo
    lunch(cast.cleo)
    other = decided(conversation(cast.operations), COMPLAINT, at=clock.now() - 2 * HOUR)
    assert other.assigned_to is None
    assert standing_assignment(other).due_at is not None


def test_what_is_closed_rests(cast: Cast) -> None:
    place = decided(conversation(cast.operations), COMPLAINT, at=clock.now() - 2 * HOUR)
    promise = standing_promise(place)
    closed(place, cast.cleo)
    ReplyDue.objects.update(due_at=clock.now())
    step_promises([promise.pk], clock.now())
    promise.refresh_from_db()
    assert promise.due_at is None
    assert not Notification.objects.filter(kind="unanswered").exists()


def test_whoever_comes_back_gets_what_waits(cast: Cast) -> None:
    lunch(cast.cleo)
    place = decided(conversation(cast.operations), COMPLAINT)
    waiting = standing_assignment(place)
    assert (waiting.person, waiting.reasons) == (None, [])
    Presence.objects.all().delete()
    look_again([waiting.pk], clock.now())
    look_again([waiting.pk], clock.now())
    place.refresh_from_db()
    assert place.assigned_to == standing_assignment(place).person == cast.cleo
    assert Assignment.objects.count() == 2


def test_what_waits_comes_to_the_units_above_and_to_the_lead(cast: Cast) -> None:
    UnitSetting.objects.create(unit=cast.root, name="way_of_giving_out", value="take_it", set_at=clock.now())
    place = decided(conversation(cast.operations), COMPLAINT)
    assert Notification.objects.get(kind="queue").person == cast.cleo
    waiting = standing_assignment(place)
    assert (waiting.person, waiting.way) == (None, Way.TAKEN)
    look_again([waiting.pk], clock.now() + 23 * MINUTE)
    assert Event.objects.get(verb="escalated").said == {"unit": cast.root.pk, "lead": False}
    look_again([waiting.pk], clock.now() + 46 * MINUTE)
    waiting.refresh_from_db()
    assert (waiting.steps, waiting.due_at, waiting.person) == (2, None, None)
    assert set(Notification.objects.filter(kind="queue").values_list("person__name", flat=True)) == {
        "Ada",
        "Cleo",
    }


def test_what_lacks_somebody_or_a_promise_is_decided_again(cast: Cast) -> None:
    place = decided(conversation(cast.operations), COMPLAINT)
    watch_over_conversations()
    assert not place.messages.exclude(due_at=None).exists()
    ReplyDue.objects.all().delete()
    watch_over_conversations()
    assert place.messages.exclude(due_at=None).count() == 1
    decided(Conversation.objects.get(), "Hello?")
    assert standing_promise(place).kind == "complaint"
