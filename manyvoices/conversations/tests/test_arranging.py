"""Who has a conversation, when it is hidden, closed and open again; twice is once, and two at once are one."""

from datetime import timedelta

import pytest

from manyvoices.conversations.actions.assign_conversation import assign_conversation
from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.hand_over_conversation import hand_over_conversation
from manyvoices.conversations.actions.release_conversation import release_conversation
from manyvoices.conversations.actions.reopen_conversation import reopen_conversation
from manyvoices.conversations.actions.snooze_conversation import snooze_conversation
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.actions.wait_for_contact import wait_for_contact
from manyvoices.conversations.actions.wake_conversation import wake_conversation
from manyvoices.conversations.models import Assignment, Conversation, Event, Message, ReplyDue
from manyvoices.conversations.tests.talks import ago, talk
from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Grant, Person, Right, RoleName, Unit
from tests.cast import Cast, person, role


def has(conversation: Conversation) -> tuple[int | None, int]:
    """Who has it and whose queue it is, as the one standing row and the conversation say alike."""
    conversation.refresh_from_db()
    row = Assignment.objects.get(conversation=conversation, ended_at=None)
    assert (row.person_id, row.unit_id) == (conversation.assigned_to_id, conversation.unit_id)
    return row.person_id, row.unit_id


def expert(who: Person, cast: Cast, unit: Unit) -> None:
    Grant.objects.create(
        person=who, right=Right.ANSWER, unit=unit, reason="course", given_by=cast.ada, given_at=clock.now()
    )


def test_taking_is_once_and_the_first_wins(cast: Cast) -> None:
    one, other = talk(cast.operations), person("Mia", cast.operations)
    role(other, RoleName.RESPONDER, cast.operations)
    for _again in range(2):
        take_conversation(actor=cast.cleo, conversation=one)
    assert has(one) == (cast.cleo.pk, cast.operations.pk)
    assert Event.objects.filter(verb="taken").count() == 1
    with pytest.raises(Conflict):
        take_conversation(actor=other, conversation=one)
    with pytest.raises(NotThere):
        take_conversation(actor=cast.eve, conversation=one)
    release_conversation(actor=cast.cleo, conversation=one)
    release_conversation(actor=cast.cleo, conversation=one)
    assert has(one) == (None, cast.operations.pk)
    take_conversation(actor=other, conversation=one)


def test_assigning_gives_sight_tells_once_and_only_to_who_may_answer(cast: Cast) -> None:
    one = talk(cast.operations)
    with pytest.raises(Invalid):
        assign_conversation(actor=cast.cleo, conversation=one, person=cast.dan)
    with pytest.raises(Invalid):
        assign_conversation(actor=cast.cleo, conversation=one)
    expert(cast.dan, cast, cast.operations)
    for _again in range(2):
        assign_conversation(actor=cast.cleo, conversation=one, person=cast.dan)
    assert has(one) == (cast.dan.pk, cast.operations.pk)
    told = Notification.objects.get()
    assert (told.person, told.kind) == (cast.dan, "assigned")
    assert "Wels" not in told.subject + told.text
    wait_for_contact(actor=cast.dan, conversation=one)
    assert AuditRow.objects.filter(verb="assign_conversation").count() == 1


def test_another_units_queue_counts_by_its_own_promise(cast: Cast) -> None:
    one = talk(cast.operations)
    before = ReplyDue.objects.get(conversation=one)
    assign_conversation(actor=cast.cleo, conversation=one, unit=cast.elsewhere)
    assert has(one) == (None, cast.elsewhere.pk)
    row = ReplyDue.objects.get(conversation=one, ended_at=None)
    assert (row.unit, row.answer_by) == (cast.elsewhere, before.answer_by)
    with pytest.raises(NotThere):
        release_conversation(actor=cast.cleo, conversation=one)


def test_snoozing_hides_and_never_stops_the_promise(cast: Cast) -> None:
    one = talk(cast.operations)
    due = one.due_at
    until = clock.now() + timedelta(hours=3)
    for _again in range(2):
        snooze_conversation(actor=cast.cleo, conversation=one, until=until)
    one.refresh_from_db()
    assert (one.snoozed_until, one.due_at) == (until, due)
    assert Event.objects.filter(verb="snoozed").count() == 1
    for _again in range(2):
        one = wake_conversation(actor=cast.cleo, conversation=one)
    assert one.snoozed_until is None
    assert Event.objects.filter(verb="woken").count() == 1
    with pytest.raises(Invalid):
        snooze_conversation(actor=cast.cleo, conversation=one, until=ago(1))


def test_closing_ends_the_promise_and_reopening_goes_on_with_what_was_left(cast: Cast) -> None:
    one = talk(cast.operations, at=ago(20))
    take_conversation(actor=cast.cleo, conversation=one)
    with pytest.raises(Conflict):
        close_conversation(actor=cast.cleo, conversation=one, outcome="solved", seen_version=0)
    for _again in range(2):
        one = close_conversation(actor=cast.cleo, conversation=one, outcome="solved", seen_version=1)
    assert not ReplyDue.objects.filter(ended_at=None).exists()
    with pytest.raises(Conflict):
        close_conversation(actor=cast.cleo, conversation=one, outcome="spam")
    with pytest.raises(Conflict):
        snooze_conversation(actor=cast.cleo, conversation=one)
    for _again in range(2):
        one = reopen_conversation(actor=cast.cleo, conversation=one)
    row = ReplyDue.objects.get(conversation=one)
    assert row.ended_at is None
    assert row.answer_by is not None
    assert timedelta(minutes=39) < row.answer_by - clock.now() <= timedelta(minutes=40)
    assert one.due_at == row.answer_by
    assert has(one) == (cast.cleo.pk, cast.operations.pk)


def test_waiting_rests_the_promise_and_coming_back_goes_on(cast: Cast) -> None:
    one = wait_for_contact(actor=cast.cleo, conversation=talk(cast.operations))
    assert one.due_at is None
    assert ReplyDue.objects.get(conversation=one, ended_at=None).left > 3500
    assert reopen_conversation(actor=cast.cleo, conversation=one).due_at is not None


def test_handing_over_is_one_tap_of_the_owner_alone(cast: Cast) -> None:
    one = talk(cast.operations, owner=cast.bo, voice=cast.bo_voice, at=ago(500))
    for colleague in (cast.ada, cast.cleo):
        with pytest.raises(NotThere):
            hand_over_conversation(actor=colleague, conversation=one)
    for refused in (take_conversation, release_conversation):
        with pytest.raises(Refused):
            refused(actor=cast.bo, conversation=one)
    assert one.due_at is None
    one = hand_over_conversation(actor=cast.bo, conversation=one)
    assert has(one) == (None, cast.operations.pk)
    row = ReplyDue.objects.get(conversation=one)
    assert row.started_at == one.handed_over_at
    assert Message.objects.get(conversation=one).due_at is not None
    take_conversation(actor=cast.cleo, conversation=one)
    with pytest.raises(NotThere):  # a colleague's now, and Bo has no inbox
        hand_over_conversation(actor=cast.bo, conversation=one)
    assert Event.objects.filter(verb="handed_over").count() == 1
