"""What a conversation is, its labels and remarks, and what a unit promises."""

from datetime import timedelta

import pytest

from manyvoices.conversations.actions.comment_conversation import comment_conversation
from manyvoices.conversations.actions.correct_triage import correct_triage
from manyvoices.conversations.actions.end_label import end_label
from manyvoices.conversations.actions.end_sla_policy import end_sla_policy
from manyvoices.conversations.actions.keep_conversation import keep_conversation
from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.actions.set_sla_policy import set_sla_policy
from manyvoices.conversations.actions.set_way import set_way
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.actions.unlabel_conversation import unlabel_conversation
from manyvoices.conversations.models import Assignment, Comment, Correction, Event, Labelled, ReplyDue
from manyvoices.conversations.policies import recount
from manyvoices.conversations.tests.talks import ago, talk
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid, NotThere, Refused
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Topic
from manyvoices.people.queries.settings import setting
from tests.cast import Cast


def test_a_correction_teaches_and_the_promise_follows(cast: Cast) -> None:
    one = talk(cast.operations)
    take_conversation(actor=cast.cleo, conversation=one)
    for _again in range(2):
        one = correct_triage(actor=cast.cleo, conversation=one, question="kind", said="praise")
    assert ReplyDue.objects.get(ended_at=None).minutes == 960
    assert Correction.objects.get().said == "praise"
    one = correct_triage(actor=cast.cleo, conversation=one, question="kind", said="spam")
    assert not ReplyDue.objects.filter(ended_at=None).exists()
    assert (one.due_at, one.assigned_to) == (None, None)
    one = correct_triage(actor=cast.cleo, conversation=one, question="kind", said="complaint")
    assert one.due_at == ReplyDue.objects.get(ended_at=None).answer_by
    assert Assignment.objects.get(ended_at=None).due_at is not None
    for wrong in (("kind", "rude"), ("mood", "low"), ("topic", "99")):
        with pytest.raises(Invalid):
            correct_triage(actor=cast.cleo, conversation=one, question=wrong[0], said=wrong[1])
    brakes = Topic.objects.create(name="Brakes", tag="brakes", made_at=clock.now())
    assert (
        correct_triage(actor=cast.cleo, conversation=one, question="topic", said=str(brakes.pk)).topic
        == brakes
    )


def test_labels_are_of_the_units_above_and_stick_once(cast: Cast) -> None:
    one = talk(cast.operations)
    with pytest.raises(Refused):
        make_label(actor=cast.cleo, unit=cast.operations, name="Delay")
    label = make_label(actor=cast.ada, unit=cast.root, name=" Delay ")
    assert make_label(actor=cast.ada, unit=cast.root, name="Delay") == label
    elsewhere = make_label(actor=cast.ada, unit=cast.elsewhere, name="Depot")
    for _again in range(2):
        label_conversation(actor=cast.cleo, conversation=one, label=label)
    assert (Labelled.objects.count(), Event.objects.filter(verb="labelled").count()) == (1, 1)
    with pytest.raises(Invalid):
        label_conversation(actor=cast.cleo, conversation=one, label=elsewhere)
    end_label(actor=cast.ada, label=label)
    with pytest.raises(Invalid):
        label_conversation(actor=cast.cleo, conversation=talk(cast.operations), label=label)
    for _again in range(2):
        unlabel_conversation(actor=cast.cleo, conversation=one, label=label)
    assert Event.objects.filter(verb="unlabelled").count() == 1


def test_a_remark_tells_those_who_may_see_it_once(cast: Cast) -> None:
    one = talk(cast.operations)
    text = "@Ada can you look? @Eve, @Dan and ops@northlight.example too"
    for _again in range(2):
        comment_conversation(actor=cast.cleo, conversation=one, text=text)
    assert Comment.objects.count() == 1
    assert [row.person for row in Notification.objects.all()] == [cast.ada]
    with pytest.raises(Invalid):
        comment_conversation(actor=cast.cleo, conversation=one, text="Look", mentions=[cast.eve])
    with pytest.raises(NotThere):
        comment_conversation(actor=cast.eve, conversation=one, text="Look")
    private = talk(cast.operations, owner=cast.bo)
    with pytest.raises(Invalid):
        comment_conversation(actor=cast.bo, conversation=private, text="Look", mentions=[cast.ada])
    comment_conversation(actor=cast.bo, conversation=private, text="@Ada")
    assert Notification.objects.count() == 1


def test_kept_as_an_idea_once(cast: Cast) -> None:
    one = talk(cast.operations)
    for _again in range(2):
        keep_conversation(actor=cast.cleo, conversation=one, kept_as="idea")
    assert Event.objects.filter(verb="kept").count() == 1
    with pytest.raises(Invalid):
        keep_conversation(actor=cast.cleo, conversation=one, kept_as="toy")


def test_running_promises_follow_a_new_policy_and_late_ones_stay(cast: Cast) -> None:
    one, late = talk(cast.operations, at=ago(20)), talk(cast.operations, at=ago(90))
    was = late.due_at
    with pytest.raises(Refused):
        set_sla_policy(actor=cast.cleo, unit=cast.operations, kind="complaint", minutes=30)
    with pytest.raises(Invalid):
        set_sla_policy(actor=cast.ada, unit=cast.operations, kind="complaint", minutes=None)
    for _again in range(2):
        policy = set_sla_policy(actor=cast.ada, unit=cast.root, kind="complaint", minutes=30)
    one.refresh_from_db()
    late.refresh_from_db()
    assert one.due_at == one.first_at + timedelta(minutes=30)
    assert late.due_at == was
    assert recount() == 0
    for _again in range(2):
        end_sla_policy(actor=cast.ada, policy=policy)
    one.refresh_from_db()
    assert one.due_at == one.first_at + timedelta(minutes=60)


def test_a_unit_says_how_it_gives_out(cast: Cast) -> None:
    set_way(actor=cast.ada, unit=cast.operations, way="take_it")
    assert setting(cast.operations.pk, "way_of_giving_out") == "take_it"
    with pytest.raises(Refused):
        set_way(actor=cast.cleo, unit=cast.operations, way="best")
    with pytest.raises(Invalid):
        set_way(actor=cast.ada, unit=cast.operations, way="dice")
