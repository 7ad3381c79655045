"""Answers: seen in full, as a voice of one's choice, through the one outbox, and counted once they were sent."""

from datetime import timedelta
from typing import Any

import pytest

from manyvoices.conversations.actions import answer_conversation as module
from manyvoices.conversations.actions.answer_conversation import answer_conversation
from manyvoices.conversations.actions.save_reply_draft import save_reply_draft
from manyvoices.conversations.actions.take_answer_back import take_answer_back
from manyvoices.conversations.answering import Unseen
from manyvoices.conversations.models import Conversation, Message, ReplyDraft, ReplyDue, SavedReply
from manyvoices.conversations.tests.asked import LENA, Q1, arrives, asked, opened
from manyvoices.conversations.work.answers import settle_answers
from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.networks.contract import Rejected
from manyvoices.notifications.models import Notification
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.kinds import Covers
from manyvoices.people.models import Person, Role, RoleName
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.models import Delivery, InReplyTo, Post, State
from manyvoices.publishing.queries.posts import drafts
from manyvoices.publishing.tests.stage import Stage, fail, nothing
from manyvoices.voices.models import Speaker
from tests.cast import Cast, role

NOW = timedelta()


def answer(
    who: Person, conversation: Conversation, text: str = "The bus is at eight.", **given: Any
) -> Message:
    """Pressed by somebody who saw what the row in hand shows."""
    fields = {"voice": conversation.voice, "seen_version": conversation.version, "undo": NOW} | given
    return answer_conversation(actor=who, conversation=conversation, text=text, **fields)


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    """A complaint to the brand, which is open to Cleo, the responder of operations."""
    opened(cast.brand_voice, cast.cleo, may_publish=False)
    return asked(cast)


def test_an_answer_leaves_in_the_thread_and_then_the_promise_is_kept(
    cast: Cast, stage: Stage, talk: Conversation
) -> None:
    """Cleo may not publish as the brand, and is asked for no approval: answers are not posts."""
    message = answer(cast.cleo, talk)
    row, promise = Delivery.objects.get(), ReplyDue.objects.get()
    assert (row.kind, row.post.origin, row.post.released_by) == ("reply", "answer", cast.cleo)
    assert (message.sent_at, promise.phase, talk.due_at) == (None, "running", promise.answer_by)
    assert settle_answers() == 0, "pressed is not sent"
    stage.work()
    (left,) = stage.network.outgoing
    assert left.parent is not None
    assert (left.parent.remote_id, left.audience, [one.id for one in left.mentions]) == (Q1, "public", [LENA])
    assert (settle_answers(), settle_answers()) == (1, 0)
    message.refresh_from_db()
    talk.refresh_from_db()
    promise.refresh_from_db()
    row.refresh_from_db()
    assert (message.sent_at, message.remote_id, message.url) == (row.sent_at, row.remote_id, row.url)
    assert (promise.phase, promise.stopped_at, promise.missed) == ("answered", row.sent_at, False)
    assert (talk.standing, talk.answered_at, talk.due_at) == ("waiting", row.sent_at, None)
    assert promise.ended_at is None, "until a human closes it"


def test_a_long_answer_is_a_thread_and_counts_when_all_of_it_is_there(
    cast: Cast, stage: Stage, talk: Conversation
) -> None:
    message = answer(cast.cleo, talk, "First.\n---\nSecond.")
    stage.work()
    stage.later()
    first, second = stage.network.outgoing
    assert first.parent is not None
    assert second.parent is not None
    assert (first.parent.remote_id, second.parent.remote_id) == (Q1, "r1")
    assert first.mentions == second.mentions
    settle_answers()
    message.refresh_from_db()
    assert message.remote_id == "r1"


# promise F6
def test_an_answer_that_has_not_seen_everything_is_stopped_with_the_news(
    cast: Cast, talk: Conversation
) -> None:
    seen = talk.version
    news = arrives(talk, text="And it rains.")
    with pytest.raises(Unseen) as stopped:
        answer(cast.cleo, talk, "Still waiting?", seen_version=seen)
    assert (stopped.value.news, stopped.value.version) == ([news], talk.version)
    assert not Post.objects.exists()
    draft = ReplyDraft.objects.get()
    assert (draft.person, draft.text, draft.seen_version) == (cast.cleo, "Still waiting?", seen)
    answer(cast.cleo, talk, "Still waiting?", seen_version=stopped.value.version)
    assert not ReplyDraft.objects.exists()


def test_words_that_a_slow_network_brings_after_they_were_sent_are_no_draft(
    cast: Cast, talk: Conversation
) -> None:
    """The page saves while one writes; what it saved last may come behind the answer."""
    seen, words = talk.version, "The bus is at eight."
    assert keeps(cast.cleo, talk, words, seen)
    answer(cast.cleo, talk, words)
    for late in (words, "The bus is", f"{words}\n"):
        assert not keeps(cast.cleo, talk, late, seen)
    for other in ("The bus is at nine.", f"{words} And warm."):
        assert keeps(cast.cleo, talk, other, seen), "what was not sent is not lost"
    assert keeps(cast.cleo, talk, "The bus is", talk.version), "she sees her answer, and writes another"
    assert keeps(cast.ada, talk, words, seen), "a colleague writes the same"


def keeps(who: Person, talk: Conversation, text: str, seen: int) -> bool:
    """Whether these words wait as the draft of this person."""
    ReplyDraft.objects.all().delete()
    save_reply_draft(actor=who, conversation=talk, text=text, seen_version=seen)
    return ReplyDraft.objects.filter(person=who, conversation=talk).exists()


# promise F6
def test_of_two_colleagues_one_answers_and_the_other_reads_it_first(
    cast: Cast, stage: Stage, talk: Conversation
) -> None:
    seen = talk.version
    first = answer(cast.cleo, talk, seen_version=seen)
    role(cast.ada, RoleName.RESPONDER, cast.root)
    with pytest.raises(Conflict) as stopped:
        answer(cast.ada, talk, "Bus at 8.", seen_version=seen)
    assert isinstance(stopped.value, Unseen)
    assert stopped.value.news == [first]
    stage.work()
    assert len(stage.network.published) == 1


# promise F6
@pytest.mark.parametrize("looks_first", [False, True])
def test_what_arrives_in_the_moment_of_pressing_stops_it_too(
    cast: Cast, talk: Conversation, monkeypatch: pytest.MonkeyPatch, looks_first: bool
) -> None:
    """The broken twin looks at the version and then writes: it lets an unseen answer go out."""
    see_all = module._see_all

    def twin(conversation: Conversation, seen_version: int) -> None:
        if Conversation.objects.get(pk=conversation.pk).version != seen_version:
            raise Unseen(conversation, [])
        arrives(conversation)

    def meanwhile(conversation: Conversation, seen_version: int) -> None:
        arrives(Conversation.objects.get(pk=conversation.pk))
        see_all(conversation, seen_version)

    monkeypatch.setattr(module, "_see_all", twin if looks_first else meanwhile)
    if looks_first:
        answer(cast.cleo, talk)
    else:
        with pytest.raises(Unseen):
            answer(cast.cleo, talk)
    assert Post.objects.exists() == looks_first


def test_pressed_twice_it_leaves_once(cast: Cast, stage: Stage, talk: Conversation) -> None:
    seen = talk.version
    first = answer(cast.cleo, talk, seen_version=seen)
    assert answer(cast.cleo, talk, seen_version=seen) == first
    stage.work()
    assert len(stage.network.published) == 1


def test_one_that_fails_comes_back_on_top_and_the_promise_goes_on(
    cast: Cast, stage: Stage, talk: Conversation
) -> None:
    due = talk.due_at
    message = answer(cast.cleo, talk, close=True)
    Conversation.objects.filter(pk=talk.pk).update(standing="waiting")
    stage.network.before = fail(Rejected("too rude"))
    stage.work()
    assert (settle_answers(), settle_answers()) == (1, 0)
    talk.refresh_from_db()
    assert (talk.standing, talk.on_top_because) == ("open", "The answer could not be sent.")
    assert (talk.due_at, ReplyDue.objects.get().phase) == (due, "running")
    assert Notification.objects.get(person=cast.cleo).kind == "answer"
    stage.network.before = nothing
    Delivery.objects.update(state=State.QUEUED, due_at=clock.now(), dead_at=None)
    stage.work()
    assert settle_answers() == 1
    talk.refresh_from_db()
    message.refresh_from_db()
    assert (talk.standing, talk.on_top_because, talk.outcome) == ("closed", "", "answered")
    assert talk.closed_by == cast.cleo
    assert ReplyDue.objects.get().ended_at is not None
    assert message.sent_at is not None


@pytest.mark.parametrize(
    ("state", "phase"), [("late", "running"), ("handed", "running"), ("unknown", "running")]
)
def test_nothing_but_sent_keeps_the_promise(cast: Cast, talk: Conversation, state: str, phase: str) -> None:
    answer(cast.cleo, talk)
    Delivery.objects.update(state=state)
    assert (settle_answers(), settle_answers()) == (1, 0)
    talk.refresh_from_db()
    assert (ReplyDue.objects.get().phase, talk.standing) == (phase, "open")
    assert talk.on_top_because
    assert Notification.objects.count() == 1


def test_what_they_wrote_after_the_press_is_promised_an_answer_of_its_own(
    cast: Cast, stage: Stage, talk: Conversation
) -> None:
    answer(cast.cleo, talk, close=True)
    news = arrives(talk, text="And my bag is lost.")
    stage.work()
    settle_answers()
    talk.refresh_from_db()
    old, new = ReplyDue.objects.order_by("id")
    assert (old.phase, old.ended_at is not None) == ("answered", True)
    assert (new.phase, new.started_at, new.ended_at) == ("running", news.stored_at, None)
    assert (talk.standing, talk.due_at) == ("open", new.answer_by), "not closed over what nobody read"


def test_taken_back_in_time_it_is_a_draft_here_and_nowhere_else(
    cast: Cast, stage: Stage, talk: Conversation
) -> None:
    message = answer(cast.cleo, talk, "Too quick", undo=timedelta(seconds=20))
    take_answer_back(actor=cast.cleo, message=message)
    assert not drafts(cast.cleo).exists()
    assert ReplyDraft.objects.get().text == "Too quick"
    message.refresh_from_db()
    talk.refresh_from_db()
    assert (message.deleted_at is not None, message.text) == (True, "")
    assert (talk.standing, ReplyDue.objects.get().phase) == ("open", "running")
    assert not Notification.objects.exists()
    stage.later()
    assert not stage.network.published
    assert message.post is not None
    with pytest.raises(Refused):
        release_post(actor=cast.cleo, post=message.post, revision=message.post.revision)


def test_one_that_a_colleague_stops_is_told_to_its_author(cast: Cast, talk: Conversation) -> None:
    message = answer(cast.cleo, talk)
    assert message.post is not None
    remove_post(actor=cast.cleo, post=message.post)
    assert settle_answers() == 1
    assert ReplyDraft.objects.get().text == "The bus is at eight."
    assert Notification.objects.get().person == cast.cleo


def test_an_ordinary_pause_lets_answers_through_and_one_for_answers_holds_them(
    cast: Cast, stage: Stage, talk: Conversation
) -> None:
    place_pause(actor=cast.ada, reason="a train stands still")
    answer(cast.cleo, talk)
    stage.work()
    assert len(stage.network.published) == 1
    settle_answers()
    arrives(talk)
    place_pause(actor=cast.ada, reason="a wrong word is about", covers=Covers.ALL_BUT_CRISIS)
    answer(cast.cleo, talk, "And a second one.")
    stage.work()
    assert len(stage.network.published) == 1
    settle_answers()
    talk.refresh_from_db()
    assert talk.on_top_because == "A pause holds the answer back."


@pytest.mark.parametrize("loses", ["voice", "role"])
def test_the_right_to_answer_is_asked_again_in_the_last_moment(
    cast: Cast, stage: Stage, talk: Conversation, loses: str
) -> None:
    answer(cast.cleo, talk)
    if loses == "voice":
        Speaker.objects.filter(person=cast.cleo).update(may_answer=False)
    else:
        Role.objects.filter(person=cast.cleo).update(ended_at=clock.now())
    stage.work()
    assert (Delivery.objects.get().state, stage.network.published) == (State.FAILED, [])


def test_who_may_not_answer_does_not(cast: Cast, talk: Conversation) -> None:
    with pytest.raises(NotThere):
        answer(cast.eve, talk)
    with pytest.raises(Refused):  # a colleague's own voice
        answer(cast.cleo, talk, voice=cast.bo_voice)
    Speaker.objects.filter(person=cast.cleo).update(may_answer=False)
    with pytest.raises(Refused, match="answer as this voice"):
        answer(cast.cleo, talk)
    Role.objects.filter(person=cast.cleo).delete()
    with pytest.raises(NotThere):
        answer(cast.cleo, talk)
    assert not Post.objects.exists()


def test_what_reached_an_own_voice_is_answered_by_it_alone(cast: Cast, stage: Stage) -> None:
    mine = asked(cast, voice=cast.bo_voice, owner=cast.bo)
    Speaker.objects.create(voice=cast.brand_voice, person=cast.bo, because="editor", since=clock.now())
    with pytest.raises(Refused, match="hand the conversation over"):
        answer(cast.bo, mine, voice=cast.brand_voice)
    with pytest.raises(NotThere):
        answer(cast.ada, mine, voice=cast.brand_voice)
    answer(cast.bo, mine)
    stage.work()
    assert settle_answers() == 1
    mine.refresh_from_db()
    assert (mine.standing, ReplyDue.objects.exists()) == ("waiting", False)


def test_a_direct_message_stays_direct_and_names_nobody_else(cast: Cast, talk: Conversation) -> None:
    arrives(talk, visibility="direct")
    answer(cast.cleo, talk, "As @milo@far.example said: at eight.")
    found = InReplyTo.objects.get()
    assert (found.audience, [one["id"] for one in found.mentions]) == ("direct", [LENA])
    arrives(talk, visibility="direct")
    message = answer(cast.cleo, talk, "For all.", audience="public")
    assert message.visibility == "public", "wider by an explicit choice"
    with pytest.raises(Invalid):
        answer(cast.cleo, talk, "For whom?", audience="everybody")


def test_a_place_that_nobody_filled_blocks(cast: Cast, talk: Conversation) -> None:
    reply = SavedReply.objects.create(
        unit=cast.operations, title="Bus", text="See {link}", made_by=cast.ada, made_at=clock.now()
    )
    with pytest.raises(Invalid, match="link"):
        answer(cast.cleo, talk, reply.text, saved_reply=reply)
    answer(cast.cleo, talk, "See https://bus.example", saved_reply=reply)
    reply.refresh_from_db()
    assert reply.uses == 1


def test_who_opted_out_is_answered_and_never_written_to_unasked(cast: Cast, talk: Conversation) -> None:
    talk.contact.opted_out_at = clock.now()
    talk.contact.save()
    answer(cast.cleo, talk)
    talk.refresh_from_db()
    with pytest.raises(Refused, match="unasked"):
        answer(cast.cleo, talk, "By the way, buy a ticket.")
    arrives(talk)
    answer(cast.cleo, talk, "Thank you for asking again.")


def test_what_they_deleted_and_where_no_voice_stands_cannot_be_answered(
    cast: Cast, talk: Conversation
) -> None:
    Conversation.objects.filter(pk=talk.pk).update(network="email")
    talk.refresh_from_db()
    with pytest.raises(Invalid, match="no channel"):
        answer(cast.cleo, talk)
    Conversation.objects.filter(pk=talk.pk).update(network="native")
    Message.objects.update(deleted_at=clock.now())
    talk.refresh_from_db()
    with pytest.raises(Invalid, match="deleted"):
        answer(cast.cleo, talk)
