"""Did this help you? Asked by a link below the answer, stored by a press alone, and heard by a person."""

import re
from datetime import timedelta
from typing import Any

import pytest

from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.export_contact import export_contact
from manyvoices.conversations.actions.rate_answer import rate_answer
from manyvoices.conversations.actions.take_answer_back import take_answer_back
from manyvoices.conversations.forgetting_words import forget_around
from manyvoices.conversations.models import Conversation, Message, ReplyDraft, ReplyDue, Satisfaction
from manyvoices.conversations.tests.asked import arrives, asked, opened
from manyvoices.conversations.tests.talks import talk as talk_to
from manyvoices.conversations.tests.test_answering import answer
from manyvoices.conversations.work.answers import settle_answers
from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid, NotThere
from manyvoices.notifications.models import Notification
from manyvoices.publishing.models import Post
from manyvoices.publishing.tests.stage import Stage
from tests.cast import Cast

LINK = re.compile(r"https?://\S+/heard/([\w-]{32})$")


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    """A complaint to the brand, which is open to Cleo."""
    opened(cast.brand_voice, cast.cleo, may_publish=False)
    return asked(cast)


def token_of(message: Message) -> str:
    """What stands at the end of the answer, and nowhere else."""
    found = LINK.search(message.text)
    assert found
    return found[1]


def test_the_question_leaves_below_the_words_in_their_language(
    cast: Cast, stage: Stage, talk: Conversation
) -> None:
    message = answer(cast.cleo, talk, "The bus is at eight.", ask=True)
    stage.work()
    (left,) = stage.network.outgoing
    assert left.text == message.text
    assert message.text.startswith("The bus is at eight.\n\nDid this help you?")
    row = Satisfaction.objects.get()
    assert (row.message, row.answer, row.answered_at) == (message, None, None)
    assert token_of(message) not in row.token_hash, "only a hash is kept beside it"


def test_pressed_twice_it_asks_once_and_taken_back_the_words_alone_are_kept(
    cast: Cast, talk: Conversation
) -> None:
    seen = talk.version
    soon: dict[str, Any] = {"ask": True, "seen_version": seen, "undo": timedelta(minutes=1)}
    first = answer(cast.cleo, talk, **soon)
    token = token_of(first)
    assert answer(cast.cleo, talk, **soon) == first
    assert (Post.objects.count(), Satisfaction.objects.count()) == (1, 1)
    take_answer_back(actor=cast.cleo, message=first)
    assert ReplyDraft.objects.get().text == "The bus is at eight."
    with pytest.raises(NotThere):
        rate_answer(token=token, answer=3)


def test_own_voices_and_those_who_opted_out_are_not_asked(cast: Cast, talk: Conversation) -> None:
    mine = talk_to(cast.operations, voice=cast.bo_voice, owner=cast.bo)
    with pytest.raises(Invalid, match="shared voices"):
        answer(cast.bo, mine, ask=True)
    talk.contact.opted_out_at = clock.now()
    talk.contact.save()
    with pytest.raises(Invalid, match="unasked"):
        answer(cast.cleo, talk, ask=True)
    assert not Post.objects.exists()


@pytest.fixture
def token(cast: Cast, stage: Stage, talk: Conversation) -> str:
    """The link below an answer that was sent; Cleo closed the conversation."""
    message = answer(cast.cleo, talk, ask=True)
    stage.work()
    settle_answers()
    Conversation.objects.filter(pk=talk.pk).update(assigned_to=cast.cleo)
    close_conversation(actor=cast.cleo, conversation=talk, outcome="solved")
    return token_of(message)


def test_an_answer_is_stored_and_can_be_changed_once_within_fourteen_days(
    token: str, talk: Conversation
) -> None:
    row = rate_answer(token=token, answer=3)
    assert rate_answer(token=token, answer=3).answered_at == row.answered_at
    assert rate_answer(token=token, answer=3, word="Thanks!").changed_at is None, "words are no change"
    assert talk.events.filter(verb="rated").count() == 1
    changed = rate_answer(token=token, answer=2)
    assert (changed.answer, changed.word, changed.changed_at is None) == (2, "Thanks!", False)
    with pytest.raises(Conflict):
        rate_answer(token=token, answer=3)
    Satisfaction.objects.update(changed_at=None, answered_at=clock.now() - timedelta(days=15))
    with pytest.raises(Conflict):
        rate_answer(token=token, answer=3)
    talk.refresh_from_db()
    assert talk.standing == "closed"


def test_no_brings_a_closed_complaint_back_on_top_with_the_reason(
    cast: Cast, token: str, talk: Conversation
) -> None:
    rate_answer(token=token, answer=1, word="The bus never came.")
    talk.refresh_from_db()
    assert (talk.standing, talk.outcome, talk.closed_at) == ("open", "", None)
    assert talk.on_top_because == "They say that the answer did not help."
    assert (talk.assigned_to, talk.due_at is None) == (cast.cleo, False)
    assert ReplyDue.objects.filter(ended_at=None).count() == 1
    told = Notification.objects.get(kind="answer")
    assert told.person == cast.cleo
    assert "bus" not in told.subject + told.text
    rate_answer(token=token, answer=1)
    assert Notification.objects.filter(kind="answer").count() == 1


def test_no_to_a_question_is_stored_and_opens_nothing(token: str, talk: Conversation) -> None:
    Conversation.objects.filter(pk=talk.pk).update(kind="question")
    rate_answer(token=token, answer=1)
    talk.refresh_from_db()
    assert (talk.standing, talk.on_top_because) == ("closed", "")


def test_no_after_they_were_merged_reaches_the_conversation_that_was_kept(
    cast: Cast, token: str, talk: Conversation
) -> None:
    kept = talk_to(cast.operations, standing="waiting")
    Message.objects.filter(conversation=talk).update(conversation=kept)
    Conversation.objects.filter(pk=talk.pk).update(merged_into=kept)
    rate_answer(token=token, answer=1)
    kept.refresh_from_db()
    assert (kept.standing, kept.on_top_because) == ("open", "They say that the answer did not help.")


@pytest.mark.parametrize("token", ["", "x" * 5000, "a\x00b", "' OR 1=1 --", "../../etc", "\ud800", "ﷺ"])
def test_a_made_up_token_finds_nothing(db: None, token: str) -> None:
    with pytest.raises(NotThere):
        rate_answer(token=token, answer=3)


@pytest.mark.parametrize(("number", "word"), [(0, ""), (4, ""), (-1, ""), (3, "x" * 501)])
def test_what_is_no_answer_is_refused(token: str, number: int, word: str) -> None:
    with pytest.raises(Invalid):
        rate_answer(token=token, answer=number, word=word)


@pytest.mark.parametrize("why", ["old", "deleted", "forgotten"])
def test_a_link_ends(token: str, talk: Conversation, why: str) -> None:
    now = clock.now()
    if why == "old":
        Satisfaction.objects.update(asked_at=now - timedelta(days=91))
    elif why == "deleted":
        Message.objects.filter(post__isnull=False).update(deleted_at=now)
    else:
        Conversation.objects.update(forgotten_at=now)
    with pytest.raises(NotThere):
        rate_answer(token=token, answer=3)


def test_words_keep_no_control_characters(token: str) -> None:
    assert rate_answer(token=token, answer=3, word="a\x00\x07b\r\n").word == "ab"


def test_news_still_stops_an_answer_that_asks(cast: Cast, talk: Conversation) -> None:
    seen = talk.version
    arrives(talk, text="And now?")
    with pytest.raises(Conflict):
        answer(cast.cleo, talk, ask=True, seen_version=seen)
    assert not Satisfaction.objects.exists()
    assert ReplyDraft.objects.get().text == "The bus is at eight."


def test_what_they_said_is_theirs_to_take_and_to_have_forgotten(
    cast: Cast, token: str, talk: Conversation
) -> None:
    rate_answer(token=token, answer=2, word="Which bus?")
    taken = export_contact(actor=cast.ada, contact=talk.contact)
    (said,) = taken["conversations"][0]["ratings"]
    assert (said["answer"], said["word"]) == (2, "Which bus?")
    kept = talk_to(cast.operations)
    Message.objects.filter(conversation=talk).update(conversation=kept)
    forget_around([kept.pk])
    assert (Satisfaction.objects.get().word, Satisfaction.objects.get().answer) == ("", 2)
