"""The conversations of the demo: in every state, with nobody ignored, and the complaint that reaches the conductor who knows."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Exists, OuterRef

from manyvoices.conversations.corrections import NEW
from manyvoices.conversations.models import (
    Assignment,
    Conversation,
    Correction,
    Direction,
    Kind,
    Message,
    ReplyDue,
    Standing,
)
from manyvoices.conversations.queries.inbox import counts
from manyvoices.conversations.work.watching import watch_over_conversations
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.make import make_demo
from manyvoices.demo.making.talks.plan import COUNTS, State, Talk, planned
from manyvoices.demo.tests.conftest import MARK
from manyvoices.people.models import Grant, Right

NOON = datetime(2026, 3, 18, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def test_three_hundred_are_planned_the_same_each_time() -> None:
    one, other = planned(NOON, "northlight", 320), planned(NOON, "northlight", 320)
    assert [(talk.at, talk.says, talk.answer) for talk in one] == [
        (talk.at, talk.says, talk.answer) for talk in other
    ]
    assert len(one) == 300
    assert len({talk.says for talk in one}) == 300
    assert {talk.state for talk in one} == set(State)
    assert {talk.network for talk in one} == {"native", "email", "share-x", "share-linkedin"}
    assert {talk.language for talk in one} == {"en", "de", "fr"}
    assert max(NOON - talk.at for talk in one) <= timedelta(days=90)
    assert all(_in_order(talk) for talk in one)


def _in_order(talk: Talk) -> bool:
    times = [at for at in (talk.at, talk.answered_at, talk.more_at, talk.closed_at) if at]
    return times == sorted(times) and times[-1] < NOON


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_folder")
def test_each_state_is_there_and_nobody_is_ignored() -> None:
    ground = make_demo(MARK, "KEY", posts_each=3)
    views = counts(ground.lead)
    assert views["late"] == COUNTS[State.LATE, "complaint"]
    assert views["snoozed"] == 8
    assert views["waiting"] == 24
    assert views["spam"] == 8
    assert views["own"] > 0
    _nobody_is_ignored()
    _private_ones_are_their_owners(ground)
    _answers_have_their_posts()
    _the_tour_has_its_complaint(ground)
    assert Correction.objects.count() < NEW  # or the demo would begin to learn


def _nobody_is_ignored() -> None:
    given = Assignment.objects.filter(conversation=OuterRef("pk"), ended_at=None)
    promised = ReplyDue.objects.filter(conversation=OuterRef("pk"), ended_at=None)
    open_ = Conversation.objects.filter(owner=None, standing=Standing.OPEN).exclude(kind=Kind.SPAM)
    assert not open_.filter(~Exists(given)).exists()
    assert not open_.filter(~Exists(promised)).exclude(kind=Kind.PRAISE).exists()
    watch_over_conversations()
    assert not Message.objects.exclude(due_at=None).exists()
    queued = Assignment.objects.filter(ended_at=None, person=None)
    assert queued.filter(conversation__language="fr").count() == 3
    assert not queued.filter(due_at=None).exists()


def _private_ones_are_their_owners(ground: Ground) -> None:
    theirs = Conversation.objects.exclude(owner=None)
    assert theirs.count() == COUNTS[State.PRIVATE, ""]
    assert all(one.voice and one.voice.person_id == one.owner_id for one in theirs.select_related("voice"))
    assert not Assignment.objects.filter(conversation__in=theirs).exists()
    assert not ReplyDue.objects.filter(conversation__in=theirs).exists()


def _answers_have_their_posts() -> None:
    ours = Message.objects.filter(direction=Direction.OUT, network="native")
    assert ours.exists()
    assert not ours.filter(post=None).exists()
    assert not ours.filter(post__in_reply_to=None).exists()
    by_hand = Message.objects.filter(direction=Direction.OUT).exclude(network="native")
    assert Counter(by_hand.values_list("post", flat=True)).keys() <= {None}


def _the_tour_has_its_complaint(ground: Ground) -> None:
    (told,) = [one for one in planned(ground.now, ground.seed, 320) if one.state == State.TOLD]
    given = Assignment.objects.get(conversation__preview=told.says[:200], ended_at=None)
    assert given.person == ground.people["marta"]
    assert ["topic", "Accessibility"] in given.reasons
    assert Grant.objects.filter(person=given.person, right=Right.ANSWER).exists()
