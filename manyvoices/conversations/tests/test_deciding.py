"""A message becomes a sorted conversation with a promise and somebody who has it."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.actions.decide_conversations import decide_conversations
from manyvoices.conversations.models import (
    Assignment,
    Conversation,
    Correction,
    Event,
    Kind,
    Message,
    Phase,
    ReplyDue,
    Standing,
    Triage,
)
from manyvoices.conversations.tests.arriving import (
    COMPLAINT,
    PRAISE,
    QUESTION,
    SPAM,
    answered,
    arrives,
    closed,
    conversation,
    decided,
    standing_assignment,
    standing_promise,
)
from manyvoices.conversations.triaging import subjects, triaged
from manyvoices.core import clock
from manyvoices.notifications.models import Notification
from tests.cast import Cast

HOUR = timedelta(hours=1)


def test_a_complaint_is_sorted_promised_and_given_once(cast: Cast) -> None:
    place = conversation(cast.operations)
    message = arrives(place, COMPLAINT)
    for _again in range(2):
        assert decide_conversations(messages=[message], now=clock.now()) == {message.pk}
    place.refresh_from_db()
    assert (place.kind, place.language, place.assigned_to) == (Kind.COMPLAINT, "en", cast.cleo)
    promise = standing_promise(place)
    assert (promise.phase, promise.minutes) == (Phase.RUNNING, 60)
    assert promise.answer_by == place.due_at == message.stored_at + HOUR == promise.due_at
    given = standing_assignment(place)
    assert given.person == cast.cleo
    assert given.reasons == [["unit", "Operations"]]
    said = Triage.objects.get(message=message)
    assert said.kind == Kind.COMPLAINT
    assert "unacceptable" in said.kind_words
    assert Event.objects.filter(conversation=place).count() == 2
    told = Notification.objects.get(person=cast.cleo, kind="assigned")
    assert told.link == f"/inbox/{place.pk}/"
    message.refresh_from_db()
    assert message.due_at is None


def test_what_is_private_is_left_alone(cast: Cast) -> None:
    place = conversation(cast.operations, owner=cast.bo)
    assert decided(place, COMPLAINT).kind == Kind.OTHER
    assert not Triage.objects.exists()
    assert not ReplyDue.objects.exists()
    assert not Assignment.objects.exists()
    assert Message.objects.get().due_at is None


def test_handed_over_it_is_promised_from_that_moment_on(cast: Cast) -> None:
    place = conversation(cast.operations, owner=cast.bo)
    decided(place, COMPLAINT, at=clock.now() - 3 * HOUR)
    now = clock.now()
    Conversation.objects.filter(pk=place.pk).update(owner=None, handed_over_at=now)
    decide_conversations(messages=Message.objects.all(), now=now)
    assert standing_promise(place).answer_by == now + HOUR
    assert standing_assignment(place).person == cast.cleo


def test_spam_is_neither_promised_nor_given_out_until_somebody_real_writes(cast: Cast) -> None:
    place = decided(conversation(cast.operations), SPAM)
    assert place.kind == Kind.SPAM
    assert not ReplyDue.objects.exists()
    assert not Assignment.objects.exists()
    assert decided(place, COMPLAINT).kind == Kind.COMPLAINT
    assert standing_assignment(place).person == cast.cleo


def test_the_first_message_decides_and_a_later_complaint_raises(cast: Cast) -> None:
    place = decided(conversation(cast.operations), PRAISE)
    assert (place.kind, standing_promise(place).minutes) == (Kind.PRAISE, 960)
    assert decided(place, QUESTION).kind == Kind.PRAISE
    first = standing_promise(place)
    assert decided(place, COMPLAINT).kind == Kind.COMPLAINT
    raised = standing_promise(place)
    assert (raised.pk, raised.kind, raised.minutes) == (first.pk, Kind.COMPLAINT, 60)
    assert abs(raised.answer_by - first.started_at - HOUR) < timedelta(minutes=1)  # type: ignore[operator]
    assert Assignment.objects.count() == 1


def test_what_a_person_said_stays(cast: Cast) -> None:
    """Their word holds for all that stood there then; their "spam" for good."""
    place = decided(conversation(cast.operations), QUESTION)
    message = Message.objects.get()
    second = arrives(place, COMPLAINT)
    said = Correction.objects.create(
        message=message, question="kind", said="praise", by=cast.cleo, at=clock.now()
    )
    Conversation.objects.filter(pk=place.pk).update(kind=Kind.PRAISE)
    decide_conversations(messages=[second], now=clock.now())
    place.refresh_from_db()
    assert place.kind == Kind.PRAISE
    assert decided(place, COMPLAINT).kind == Kind.COMPLAINT
    Correction.objects.filter(pk=said.pk).update(said="spam")
    Conversation.objects.filter(pk=place.pk).update(kind=Kind.SPAM)
    assert decided(place, COMPLAINT).kind == Kind.SPAM


def test_an_answer_that_saw_it_stops_the_promise_and_a_new_message_begins_another(cast: Cast) -> None:
    place, long_ago = conversation(cast.operations), clock.now() - 3 * HOUR
    message = arrives(place, COMPLAINT, long_ago)
    answered(place, cast.cleo, at=long_ago + HOUR / 2)
    decide_conversations(messages=[message], now=clock.now())  # the worker was away
    first = standing_promise(place)
    assert (first.phase, first.missed) == (Phase.ANSWERED, False)
    place.refresh_from_db()
    assert place.due_at is None
    now = clock.now()
    decided(place, "And the toilet is broken, too.", at=now)
    second = standing_promise(place)
    assert (second.phase, second.started_at, second.kind) == (Phase.RUNNING, now, Kind.COMPLAINT)
    first.refresh_from_db()
    assert first.ended_at is not None


def test_a_closed_conversation_opens_again_with_whoever_had_it(cast: Cast) -> None:
    place, long_ago = conversation(cast.operations), clock.now() - 3 * HOUR
    decided(place, COMPLAINT, at=long_ago)
    late = arrives(place, "Hello?", long_ago + HOUR)
    closed(place, cast.cleo, at=long_ago + 2 * HOUR)
    decide_conversations(messages=[late], now=clock.now())
    place.refresh_from_db()
    assert place.standing == Standing.CLOSED, "who closed it had seen it for an hour"
    assert decided(place, "It is broken again.").standing == Standing.OPEN
    assert standing_promise(place).phase == Phase.RUNNING
    assert standing_assignment(place).person == place.assigned_to == cast.cleo


def test_what_was_changed_meanwhile_stays_due(cast: Cast) -> None:
    message = arrives(conversation(cast.operations), COMPLAINT)
    told = triaged([message], subjects())
    Message.objects.update(text=PRAISE)
    assert decide_conversations(messages=[message], now=clock.now(), told=told) == set()
    assert Message.objects.get().due_at is not None
    assert not Triage.objects.exists()


def test_somebody_who_may_not_answer_any_more_loses_it(cast: Cast) -> None:
    place = decided(conversation(cast.operations), COMPLAINT)
    cast.cleo.is_active = False
    cast.cleo.save()
    assert decided(place, "Hello?").assigned_to is None
    waiting = standing_assignment(place)
    assert (waiting.person, waiting.unit) == (None, cast.operations)
    assert waiting.due_at is not None


def test_a_batch_asks_as_much_as_one(cast: Cast) -> None:
    asked = []
    for texts in ([COMPLAINT], [COMPLAINT, QUESTION, PRAISE, SPAM] * 10):
        messages = [arrives(conversation(cast.operations), text) for text in texts]
        with CaptureQueriesContext(connection) as context:
            decide_conversations(messages=messages, now=clock.now())
        asked.append(len([one for one in context if not one["sql"].startswith("UPDATE")]))
    assert asked[1] <= asked[0] + 6
