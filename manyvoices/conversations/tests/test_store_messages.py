"""What a network told becomes messages: once, in its thread, whose it is; edited, deleted, opened again."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.actions.store_messages import Stored, store_messages
from manyvoices.conversations.models import (
    Contact,
    Conversation,
    Direction,
    Event,
    Identity,
    Message,
    MessageVersion,
    Outcome,
    Standing,
)
from manyvoices.conversations.models.message import LONGEST
from manyvoices.conversations.tests.said import MILO, NOON, batch, said
from manyvoices.core.ids import new_id
from manyvoices.networks.contract import Arrived, Author
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.publishing.tests.stage import released
from manyvoices.voices.models import Channel, Voice
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def native(voice: Voice) -> Channel:
    return Channel.objects.select_related("voice").get(voice=voice, network="native")


def store(voice: Voice, *arrived: Arrived, gone: tuple[str, ...] = (), **given: Any) -> Stored:
    return store_messages(
        channel=native(voice), batch=batch(*arrived, gone=gone), now=given.get("now", LATER)
    )


def sent(voice: Voice, author: Any, remote_id: str) -> Post:
    """A post of ours that stands on its network under this id."""
    delivery = released(author, voice)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.SENT, sent_at=NOON, remote_id=remote_id, due_at=None
    )
    return delivery.post


def test_what_was_said_stands_in_a_conversation_of_the_organisation(cast: Cast) -> None:
    stored = store(cast.brand_voice, said("l1", "  Why are the\r\nbrakes so loud? "))
    (message,) = stored.messages
    message.refresh_from_db()
    assert (message.text, message.direction, message.due_at) == ("Why are the\nbrakes so loud?", "in", LATER)
    conversation = message.conversation
    assert (conversation.root, conversation.owner, conversation.unit) == ("l1", None, cast.root)
    assert (conversation.version, conversation.messages_count, conversation.standing) == (1, 1, "open")
    assert (conversation.inbound_at, conversation.preview) == (NOON, "Why are the brakes so loud?")
    assert conversation.contact.name == "Lena"
    assert Identity.objects.get().address == "@lena@far.example"


# promise F1
# promise F3
def test_twice_is_once(cast: Cast) -> None:
    for _ in range(2):
        store(cast.brand_voice, said("l1"), said("l1"), said("l2", to="l1", minute=1))
    assert store(cast.brand_voice, said("l1")) == Stored()
    assert Message.objects.count() == 2
    assert Conversation.objects.get().version == 2


def test_what_reaches_a_person_is_private_and_not_sorted(cast: Cast) -> None:
    (message,) = store(cast.bo_voice, said("l1")).messages
    assert (message.conversation.owner, message.due_at) == (cast.bo, None)


def test_what_was_said_to_both_is_the_organisations(cast: Cast) -> None:
    store(cast.bo_voice, said("l1"), said("l2", to="l1", minute=1))
    store(cast.brand_voice, said("l2", to="l1", minute=1))
    own, ours = Conversation.objects.get(owner=cast.bo), Conversation.objects.get(owner=None)
    assert (own.messages_count, ours.messages_count) == (1, 1)
    assert Message.objects.get(remote_id="l2").due_at == LATER
    store(cast.bo_voice, said("l2", to="l1", minute=1))
    store(cast.brand_voice, said("l1"))
    own.refresh_from_db()
    ours.refresh_from_db()
    assert (own.messages_count, own.merged_into, ours.messages_count) == (0, ours, 2)


def test_each_who_speaks_in_a_thread_has_a_conversation(cast: Cast) -> None:
    store(cast.brand_voice, said("l1"), said("m1", to="l1", author=MILO, minute=1))
    store(cast.brand_voice, said("l2", to="m1", minute=2), said("m2", to="l2", author=MILO, minute=3))
    found = {one.contact.name: one for one in Conversation.objects.select_related("contact")}
    assert {name: (one.root, one.messages_count) for name, one in found.items()} == {
        "Lena": ("l1", 2),
        "Milo": ("l1", 2),
    }


def test_answers_to_a_post_of_ours_begin_a_thread_each(cast: Cast) -> None:
    sent(cast.bo_voice, cast.bo, "ours")
    store(cast.brand_voice, said("l1", to="ours"), said("l2", to="ours", minute=1))
    assert set(Conversation.objects.values_list("root", flat=True)) == {"l1", "l2"}


def test_what_comes_back_to_an_answer_stays_in_its_conversation(cast: Cast) -> None:
    (first,) = store(cast.brand_voice, said("l1")).messages
    post = sent(cast.bo_voice, cast.bo, "answer")
    Message.objects.create(
        conversation=first.conversation,
        direction=Direction.OUT,
        network="native",
        post=post,
        said_at=NOON,
        stored_at=NOON,
    )
    # It reaches Bo's own voice, who answered for the organisation.
    (second,) = store(cast.bo_voice, said("l2", to="answer", minute=5)).messages
    assert second.conversation_id == first.conversation_id
    (other,) = store(cast.bo_voice, said("m1", to="answer", minute=6, author=MILO)).messages
    assert other.conversation.owner == cast.bo


def test_a_parent_that_comes_late_joins_what_waited_for_it(cast: Cast) -> None:
    store(cast.brand_voice, said("l1"))
    (third,) = store(cast.brand_voice, said("l3", to="l2", minute=3)).messages
    assert third.conversation.root == "l2"
    Conversation.objects.filter(pk=third.conversation_id).update(assigned_to=cast.cleo)
    store(cast.brand_voice, said("l2", to="l1", minute=2))
    kept = Conversation.objects.get(merged_into=None)
    assert (kept.root, kept.messages_count, kept.version, kept.assigned_to) == ("l1", 3, 3, cast.cleo)
    assert set(Message.objects.values_list("conversation", flat=True)) == {kept.pk}
    (fourth,) = store(cast.brand_voice, said("l4", to="l3", minute=4)).messages
    assert fourth.conversation_id == kept.pk


# promise F9
def test_an_edit_is_reflected_and_an_older_one_is_not(cast: Cast) -> None:
    store(cast.brand_voice, said("l1", "Late"))
    hour = NOON + timedelta(hours=1)
    for _ in range(2):
        store(cast.brand_voice, said("l1", "Later", edited_at=hour))
    store(cast.brand_voice, said("l1", "Early", edited_at=hour - timedelta(minutes=1)), said("l1", "Late"))
    assert Message.objects.get().text == "Later"
    assert [one.text for one in MessageVersion.objects.all()] == ["Late"]
    conversation = Conversation.objects.get()
    assert (conversation.version, conversation.preview) == (2, "Later")
    store(cast.brand_voice, said("l1", "Taken over", edited_at=hour + timedelta(hours=1), author=MILO))
    assert Message.objects.get().text == "Later"


# promise F9
def test_what_is_deleted_loses_its_words_and_its_place_stays(cast: Cast) -> None:
    store(cast.brand_voice, said("l1", "Secret", edited_at=NOON), said("l2", to="l1", minute=1))
    store(cast.brand_voice, said("l1", "Secrets", edited_at=NOON + timedelta(minutes=1)))
    for _ in range(2):
        store(cast.brand_voice, gone=("l1",))
    message = Message.objects.get(remote_id="l1")
    assert (message.text, message.deleted_at, message.versions.count()) == ("", LATER, 0)
    store(cast.brand_voice, said("l1", "Back", edited_at=LATER))
    message.refresh_from_db()
    assert message.text == ""
    assert Conversation.objects.get().version == 4


def test_a_legal_hold_keeps_the_words(cast: Cast) -> None:
    store(cast.brand_voice, said("l1", "Evidence"))
    Contact.objects.update(held_because="court", held_by=cast.ada, held_at=NOON)
    store(cast.brand_voice, gone=("l1",))
    message = Message.objects.get()
    assert (message.text, message.deleted_at) == ("Evidence", LATER)


def test_what_was_deleted_before_it_came_is_not_stored(cast: Cast) -> None:
    store(cast.brand_voice, gone=("l1",))
    assert store(cast.brand_voice, said("l1")) == Stored()
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("standing", [Standing.CLOSED, Standing.WAITING])
def test_who_writes_again_opens_it_again(cast: Cast, standing: Standing) -> None:
    store(cast.brand_voice, said("l1"))
    Conversation.objects.update(
        standing=standing, closed_at=NOON, closed_by=cast.cleo, outcome=Outcome.SOLVED, snoozed_until=LATER
    )
    store(cast.brand_voice, said("l2", to="l1", minute=5))
    conversation = Conversation.objects.get()
    assert (conversation.standing, conversation.closed_at, conversation.outcome) == ("open", None, "")
    assert conversation.snoozed_until is None
    assert Event.objects.get(verb="reopened").said["was"] == standing


def test_a_conversation_that_was_merged_away_goes_on_in_the_other(cast: Cast) -> None:
    (one,) = store(cast.brand_voice, said("l1")).messages
    (other,) = store(cast.brand_voice, said("x1")).messages
    Conversation.objects.filter(pk=other.conversation_id).update(
        merged_into=one.conversation_id, standing=Standing.CLOSED, closed_at=NOON
    )
    (third,) = store(cast.brand_voice, said("x2", to="x1", minute=1)).messages
    assert third.conversation_id == one.conversation_id


# promise H1
@pytest.mark.parametrize(
    "text",
    [
        "a\x00b\ud800c\udfff",
        "\u202egnp.exe\u202c",
        "x" * 1_000_000,
        "\U0001f600" * 300_000,
        "e\u0301" * 60_000,
        "",
    ],
)
def test_hostile_words_are_cleaned_and_cut(cast: Cast, text: str) -> None:
    author = Author("lena\x00", "@\u202elena" * 200, "\x1b[31mLena" * 500, "javascript:alert(1)")
    one = said(
        "l" * 2000,
        text,
        author=author,
        url="javascript:alert(1)",
        content_warning=text,
        language="\x00",
        visibility="x",
        attachments=(
            {"url": "data:text/html,x", "name": text},
            {"url": "https://a.example/p.png", "name": text},
        ),
        said_at=NOON.replace(year=1),
        to="l" * 2000,
    )
    for _ in range(2):
        store(cast.brand_voice, one)
    message = Message.objects.get()
    assert len(message.text) <= LONGEST
    assert not set(message.text) & set("\x00\ud800\udfff\u202e")
    assert message.is_cut == (len(text) > 100_000)
    assert (message.url, message.visibility, message.said_at) == ("", "direct", LATER)
    assert [each["url"] for each in message.attachments] == ["https://a.example/p.png"]


def test_what_has_no_name_or_no_author_is_left_out(cast: Cast) -> None:
    assert store(cast.brand_voice, said(""), said("l1", author=Author("\x00"))) == Stored()


def test_the_statements_do_not_grow_with_the_batch(cast: Cast) -> None:
    # SQLite takes 999 values a statement: more rows than these are written in several.
    counts = []
    for size in (5, 18):
        some = [
            said(f"{size}-{new_id()}", author=Author(f"{size}-{n}", name="N"), minute=n) for n in range(size)
        ]
        for _ in range(2):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                store(cast.brand_voice, *some)
            counts.append(len(asked))
    assert counts[0] == counts[2]
    assert counts[1] == counts[3]
    assert counts[0] <= 20


def test_a_thread_of_5000_is_one_conversation_however_it_comes(cast: Cast) -> None:
    chain = [said(f"t{n}", to=f"t{n - 1}" if n else "", minute=n) for n in range(5_000)]
    shuffled = [*chain[3000:], *reversed(chain[:3000])]
    for first in range(0, 5_000, 500):
        store(cast.brand_voice, *shuffled[first : first + 500], now=NOON + timedelta(days=9))
    found = Conversation.objects.get(merged_into=None)
    assert (found.root, found.messages_count, found.version) == ("t0", 5_000, 5_000)
