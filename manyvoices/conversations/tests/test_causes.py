"""Cause, owner, change, and the word back to those who complained: once each, and never unseen."""

from datetime import timedelta
from typing import Any

import pytest

from manyvoices.conversations.actions.change_cause import About, change_cause
from manyvoices.conversations.actions.link_cause import link_cause
from manyvoices.conversations.actions.make_cause import make_cause
from manyvoices.conversations.actions.send_word_back import send_word_back
from manyvoices.conversations.actions.unlink_cause import unlink_cause
from manyvoices.conversations.actions.write_word_back import write_word_back
from manyvoices.conversations.answering import Unseen
from manyvoices.conversations.models import Cause, Conversation, Message, WordBack
from manyvoices.conversations.queries.causes import (
    before_and_after,
    cause_in_view,
    causes_in_view,
    causes_offered,
    examples_of,
    owned_by,
    times_of,
)
from manyvoices.conversations.queries.words_back import reach_of, to_reach
from manyvoices.conversations.tests.asked import arrives, opened
from manyvoices.conversations.tests.talks import contact, talk
from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.notifications.models import Notification
from manyvoices.publishing.models import Delivery, InReplyTo, Post
from manyvoices.publishing.tests.stage import Stage
from manyvoices.voices.models import Channel, ChannelState
from tests.cast import Cast

WORD = "You told us that you missed the bus. The 8:12 waits for it now."


@pytest.fixture
def cause(cast: Cast) -> Cause:
    """Missed connections: changed four weeks ago, with the word that will be told."""
    now = clock.now()
    opened(cast.brand_voice, cast.cleo)
    return Cause.objects.create(
        unit=cast.operations,
        name="Missed connections",
        made_by=cast.cleo,
        made_at=now,
        state="changed",
        change="The 8:12 waits.",
        changed_at=now - timedelta(weeks=4),
        word=WORD,
    )


def complained(cast: Cast, cause: Cause, name: str = "Lena K.", **fields: Any) -> Conversation:
    """Somebody complained about it to the brand."""
    who = fields.pop("contact", None) or contact(name)
    made = talk(cast.operations, contact=who, **{"voice": cast.brand_voice, **fields})
    cause.conversations.add(made)
    return made


def send(cast: Cast, cause: Cause, one: Conversation) -> WordBack:
    """Cleo presses, having seen all."""
    one.refresh_from_db()
    return send_word_back(actor=cast.cleo, cause=cause, conversation=one, seen_version=one.version, word=WORD)


def test_a_cause_is_named_once_and_its_owner_is_told(cast: Cast) -> None:
    made = make_cause(actor=cast.cleo, unit=cast.operations, name=" Missed  connections ", owner=cast.bo)
    again = make_cause(actor=cast.cleo, unit=cast.operations, name="missed connections")
    assert (made.name, made.owner, made.state, again) == ("Missed connections", cast.bo, "open", made)
    told = Notification.objects.get(kind="cause")
    assert (told.person, told.link) == (cast.bo, f"/causes/{made.pk}/")
    assert list(owned_by(cast.bo)) == [made]
    for name in ("", "  ", "x" * 161):
        with pytest.raises(Invalid):
            make_cause(actor=cast.cleo, unit=cast.operations, name=name)
    with pytest.raises(Refused):
        make_cause(actor=cast.bo, unit=cast.operations, name="Prices")


def test_its_owner_says_what_becomes_of_it_and_nobody_else_knows_it(cast: Cast) -> None:
    made = make_cause(actor=cast.cleo, unit=cast.operations, name="Missed connections", owner=cast.bo)
    for state, lacks in (("not_now", "because"), ("changed", "change"), ("done", "state")):
        with pytest.raises(Invalid) as refused:
            change_cause(actor=cast.bo, cause=made, about=About(made.name, cast.bo, state))
        assert list(refused.value.fields) == [lacks]
    about = About(made.name, cast.bo, "changed", change="The 8:12 waits.")
    first = change_cause(actor=cast.bo, cause=made, about=about)
    assert change_cause(actor=cast.bo, cause=made, about=about).changed_at == first.changed_at
    with pytest.raises(Invalid):
        change_cause(
            actor=cast.bo,
            cause=made,
            about=About(made.name, None, "changed", "x", changed_at=clock.now() + timedelta(days=1)),
        )
    assert change_cause(actor=cast.bo, cause=made, about=About(made.name, cast.bo, "open")).changed_at is None
    for stranger in (cast.eve, cast.dan):
        with pytest.raises(NotThere):
            change_cause(actor=stranger, cause=made, about=about)
        with pytest.raises(NotThere):
            cause_in_view(stranger, made.pk)
        assert not causes_in_view(stranger)


def test_a_conversation_gets_a_cause_and_loses_it(cast: Cast, cause: Cause) -> None:
    one = talk(cast.operations)
    assert causes_offered(cast.cleo, one) == [cause]
    for _twice in range(2):
        link_cause(actor=cast.cleo, cause=cause, conversation=one)
    assert (times_of(cause), causes_offered(cast.cleo, one)) == (1, [])
    assert [row.times for row in causes_in_view(cast.cleo)] == [1]
    for _twice in range(2):
        unlink_cause(actor=cast.cleo, cause=cause, conversation=one)
    assert list(one.events.order_by("id").values_list("verb", flat=True)) == [
        "cause_linked",
        "cause_unlinked",
    ]


def test_what_is_private_or_of_others_has_no_cause(cast: Cast, cause: Cause) -> None:
    mine = talk(cast.operations, owner=cast.cleo, voice=cast.brand_voice)
    with pytest.raises(Refused, match="yours alone"):
        link_cause(actor=cast.cleo, cause=cause, conversation=mine)
    for theirs in (talk(cast.operations, owner=cast.bo), talk(cast.elsewhere)):
        with pytest.raises(NotThere):
            link_cause(actor=cast.cleo, cause=cause, conversation=theirs)
    # Even if a row came to stand, it is counted and shown nowhere.
    cause.conversations.add(mine)
    assert (times_of(cause), list(examples_of(cast.cleo, cause)), to_reach(cast.cleo, cause)[0]) == (
        0,
        [],
        [],
    )
    assert [row.times for row in causes_in_view(cast.cleo)] == [0]
    assert before_and_after(cause, clock.now()).before == 0


def test_a_word_back_leaves_once_for_their_eyes_alone(cast: Cast, stage: Stage, cause: Cause) -> None:
    one = complained(cast, cause)
    (shown,), older = to_reach(cast.cleo, cause)
    assert (shown.conversation, older, reach_of(cast.cleo, cause).open) == (one, None, 1)
    row = send(cast, cause, one)
    assert send(cast, cause, one) == row, "pressed twice"
    assert (Post.objects.count(), Delivery.objects.get().kind) == (1, "reply")
    assert InReplyTo.objects.get().audience == "direct"
    stage.later()
    (left,) = stage.network.outgoing
    assert left.text == WORD
    assert (row.message.text if row.message else "", row.by) == (WORD, cast.cleo)
    assert (to_reach(cast.cleo, cause)[0], reach_of(cast.cleo, cause).told) == ([], 1)


def test_who_complained_twice_is_told_once(cast: Cast, cause: Cause) -> None:
    lena = contact()
    first, second = (complained(cast, cause, contact=lena) for _twice in range(2))
    assert [one.conversation for one in to_reach(cast.cleo, cause)[0]] == [second]
    with pytest.raises(Refused, match="newer"):
        send(cast, cause, first)
    row = send(cast, cause, second)
    assert send(cast, cause, first) == row
    third = complained(cast, cause, contact=lena)
    assert send(cast, cause, third) == row
    assert Post.objects.count() == 1


def test_news_stops_that_one_and_words_that_changed_stop_all(cast: Cast, cause: Cause) -> None:
    one, seen = complained(cast, cause), 1
    arrives(one, text="It happened again!")
    with pytest.raises(Unseen):
        send_word_back(actor=cast.cleo, cause=cause, conversation=one, seen_version=seen, word=WORD)
    with pytest.raises(Conflict, match="these words"):
        send_word_back(actor=cast.cleo, cause=cause, conversation=one, seen_version=2, word="Old words.")
    assert not Post.objects.exists()
    assert not WordBack.objects.exists()


@pytest.mark.parametrize("why", ["opted_out", "no_channel", "deleted", "forgotten"])
def test_who_cannot_be_told_is_said_and_not_written_to(cast: Cast, cause: Cause, why: str) -> None:
    one, now = complained(cast, cause), clock.now()
    if why == "opted_out":
        one.contact.opted_out_at = now
        one.contact.save()
    elif why == "no_channel":
        Channel.objects.filter(voice=cast.brand_voice).update(state=ChannelState.CLOSED)
    elif why == "deleted":
        Message.objects.update(deleted_at=now)
    else:
        Conversation.objects.update(forgotten_at=now)
    reach = reach_of(cast.cleo, cause)
    assert (reach.open, reach.closed, to_reach(cast.cleo, cause)[0]) == (0, 1, [])
    with pytest.raises(Refused):
        send(cast, cause, one)
    assert not Post.objects.exists()


def test_it_has_to_be_changed_and_in_words_first(cast: Cast, cause: Cause) -> None:
    one = complained(cast, cause)
    Cause.objects.update(state="changing")
    with pytest.raises(Invalid):
        send(cast, cause, one)
    Cause.objects.update(state="changed", word="")
    with pytest.raises(Invalid):
        send_word_back(actor=cast.cleo, cause=cause, conversation=one, seen_version=1, word="")
    with pytest.raises(Invalid):
        write_word_back(actor=cast.cleo, cause=cause, text="x" * 2001)
    with pytest.raises(Invalid, match="braces"):
        write_word_back(actor=cast.cleo, cause=cause, text="Dear {contact}")


def test_inboxes_one_does_not_see_are_counted_and_not_shown(cast: Cast, cause: Cause) -> None:
    far = talk(cast.elsewhere, voice=cast.brand_voice)
    cause.conversations.add(far)
    assert (reach_of(cast.cleo, cause).unseen, list(examples_of(cast.cleo, cause))) == (1, [])
    with pytest.raises(NotThere):
        send(cast, cause, far)
    assert reach_of(cast.ada, cause).open == 1


def test_a_conversation_that_was_merged_still_belongs_to_it(cast: Cast, cause: Cause) -> None:
    gone, kept = complained(cast, cause), talk(cast.operations, voice=cast.brand_voice)
    Conversation.objects.filter(pk=gone.pk).update(merged_into=kept)
    assert (times_of(cause), list(examples_of(cast.cleo, cause))) == (1, [kept])
    send(cast, cause, kept)
    assert Post.objects.count() == 1
