"""Answering on the page: two unseen answers never go out, and no word is lost."""

import pytest

from manyvoices.conversations.actions.make_saved_reply import make_saved_reply
from manyvoices.conversations.models import Conversation, Message, ReplyDraft, SavedReply
from manyvoices.conversations.tests.asked import arrives, asked, opened
from manyvoices.conversations.work.answers import settle_answers
from manyvoices.networks.contract import Rejected
from manyvoices.people.models import RoleName
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.publishing.tests.stage import Stage, fail, nothing
from manyvoices.web.conversations.tests.pages import Desk, plain
from tests.cast import Cast, role


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    """A complaint to the brand, which is open to Cleo, the responder of operations."""
    opened(cast.brand_voice, cast.cleo, may_publish=False)
    return asked(cast)


@pytest.fixture
def cleo(cast: Cast, talk: Conversation) -> Desk:
    """Cleo at her desk."""
    return Desk(cast.cleo, talk)


def leaves(stage: Stage) -> None:
    """The seconds to take it back are over, and the worker worked."""
    stage.later()
    stage.work()
    settle_answers()


def test_an_answer_leaves_and_the_page_follows_it(cast: Cast, stage: Stage, cleo: Desk) -> None:
    page = cleo.page()
    assert "@lena@far.example" in page
    assert "of 500" in page
    answer = cleo.answers("@lena@far.example The bus is at eight.")
    assert answer.status_code == 302
    page = cleo.page()
    assert "Queued" in page
    assert "Take it back" in page
    Post.objects.update(undo_until=None)
    leaves(stage)
    page = cleo.page()
    assert ("Live" in page, "See it there" in page, "Waiting for them" in page) == (True, True, False)
    assert "Answered in time" in page
    assert stage.network.outgoing[0].audience == "public"


def test_send_and_done_closes_once_it_arrived(stage: Stage, cleo: Desk) -> None:
    assert cleo.answers("The bus is at eight.", done="1").status_code == 302
    assert "Done once it has arrived" in cleo.page()
    leaves(stage)
    assert "Done: Answered" in cleo.page()


# promise F6
def test_of_two_answers_one_goes_out_and_the_other_reads_it_first(
    cast: Cast, stage: Stage, talk: Conversation, cleo: Desk
) -> None:
    role(cast.ada, RoleName.RESPONDER, cast.root)
    ada = Desk(cast.ada, Conversation.objects.get(pk=talk.pk))
    assert cleo.answers("The bus is at eight.").status_code == 302
    stopped = ada.answers("Bus at 8.")
    assert stopped.status_code == 409
    page, html = plain(stopped), stopped.content.decode()
    assert page.index("Not sent") < page.index("The bus is at eight.", page.index("Not sent"))
    assert ">\nBus at 8.</textarea>" in html
    assert all(word in page for word in ("Send anyway", "Edit", "Discard"))
    assert Post.objects.count() == 1
    again = ada.page()
    assert "Something was said since you wrote this" in again
    version = Conversation.objects.get(pk=talk.pk).version
    assert ada.answers("Bus at 8.", seen="0", send="", anyway=version).status_code == 302
    assert Post.objects.count() == 2
    assert not ReplyDraft.objects.exists()


# promise F6
def test_the_news_can_be_edited_around_or_the_words_thrown_away(talk: Conversation, cleo: Desk) -> None:
    seen = talk.version
    arrives(talk, text="And it rains.")
    stopped = cleo.answers("The bus is at eight.", seen=seen)
    assert (stopped.status_code, "And it rains." in plain(stopped)) == (409, True)
    kept = cleo.press(
        "answer", edit=talk.version, text="Soon.", voice=talk.voice_id, audience="public", seen=seen
    )
    assert kept["Location"] == f"/inbox/{talk.pk}/#answer"
    draft = ReplyDraft.objects.get()
    assert (draft.text, draft.seen_version) == ("Soon.", talk.version)
    assert "Something was said since" not in cleo.page()
    assert "thrown away" in cleo.said("answer", discard="1")
    assert not ReplyDraft.objects.exists()
    assert not Post.objects.exists()


@pytest.mark.parametrize("seen", ["", "-1", "x", "99999999999999999999", "999999999"])
def test_a_version_that_is_none_has_seen_nothing(talk: Conversation, cleo: Desk, seen: str) -> None:
    assert cleo.answers("The bus is at eight.", seen=seen).status_code in {409, 422}
    assert not Post.objects.exists()


def test_account_data_is_warned_about_once_and_never_blocked(talk: Conversation, cleo: Desk) -> None:
    words = "Please use AT61 1904 3002 3457 3201."
    first = cleo.answers(words)
    assert first.status_code == 422
    assert "looks like a bank account" in plain(first)
    assert ReplyDraft.objects.get().text == words
    seal = first.content.decode().partition('name="warned" value="')[2].partition('"')[0]
    more = cleo.answers(f"{words} And 1990-01-02, your date of birth.", warned=seal)
    assert (more.status_code, Post.objects.exists()) == (422, False)
    assert cleo.answers(words, warned=seal).status_code == 302


def test_only_a_public_answer_is_warned_about(talk: Conversation, cleo: Desk) -> None:
    assert cleo.answers("Please use AT61 1904 3002 3457 3201.", audience="direct").status_code == 302


def test_more_readers_than_they_had_are_asked_about(talk: Conversation, cleo: Desk) -> None:
    Message.objects.update(visibility="direct")
    assert "Only Lena can read it" in cleo.page()
    stopped = cleo.answers("The bus is at eight.")
    assert "More people can read your answer" in plain(stopped)
    assert not Post.objects.exists()


def test_a_saved_reply_is_filled_and_what_is_left_open_blocks(
    cast: Cast, talk: Conversation, cleo: Desk
) -> None:
    text = "Dear {contact}, see {link}. {name}"
    reply = make_saved_reply(actor=cast.cleo, title="Link", text=text)
    assert "Link" in cleo.page()
    inserted = cleo.answers("Hello!", insert="1", saved_reply=reply.pk)
    assert inserted.status_code == 200
    assert "Hello! Dear Lena, see {link}. Cleo" in inserted.content.decode()
    query = {"reply": reply.pk, "voice": talk.voice_id}
    assert cleo.client.get(f"/inbox/{talk.pk}/saved/", query).json() == {
        "text": "Dear Lena, see {link}. Cleo"
    }
    assert cleo.client.get(f"/inbox/{talk.pk}/saved/", {"reply": "0"}).status_code == 404
    stopped = cleo.answers("Dear Lena, see {link}.", saved_reply=reply.pk)
    assert (stopped.status_code, "{link}" in plain(stopped)) == (422, True)
    assert cleo.answers("Dear Lena.", saved_reply=reply.pk).status_code == 302
    assert SavedReply.objects.get().uses == 1


def test_the_draft_is_kept_while_one_writes(cast: Cast, talk: Conversation, cleo: Desk) -> None:
    assert cleo.press("draft", text="The bus", seen=talk.version).json()["saved_at"]
    assert "Draft kept" in cleo.page()
    assert "The bus" not in Desk(cast.ada, talk).page()
    assert cleo.press("draft", text="  ", seen=talk.version).json() == {"saved_at": ""}
    assert not ReplyDraft.objects.exists()
    assert cleo.press("draft", text="x" * 70_000, seen=talk.version).status_code == 422


def test_it_is_taken_back_while_it_waits(cleo: Desk) -> None:
    cleo.answers("The bus is at eight.")
    message = Message.objects.get(direction="out")
    page = cleo.said(f"answers/{message.pk}/take-back")
    assert "Taken back before it left" in page
    assert "The bus is at eight." in page, "the draft"
    assert "There is nothing to undo" in cleo.said(f"answers/{message.pk}/take-back")


def test_what_failed_says_why_and_is_tried_again(stage: Stage, cleo: Desk) -> None:
    cleo.answers("The bus is at eight.")
    stage.network.before = fail(Rejected("The words are too long."))
    leaves(stage)
    page = cleo.page()
    assert "The answer could not be sent." in page
    assert "The reason: The words are too long." in page
    stage.network.before = nothing
    message = Message.objects.get(direction="out")
    assert "It is tried again now." in cleo.said(f"answers/{message.pk}/again")
    leaves(stage)
    assert Delivery.objects.get().state == State.SENT
    assert "Nothing of it waits" in cleo.said(f"answers/{message.pk}/again")


def test_a_sent_answer_is_changed_and_taken_back(cast: Cast, stage: Stage, cleo: Desk) -> None:
    cleo.answers("The bus is at eight.")
    leaves(stage)
    message = Message.objects.get(direction="out")
    change = f"answers/{message.pk}/change"
    assert "The bus is at eight." in cleo.client.get(f"/inbox/{cleo.one.pk}/{change}/").content.decode()
    assert "At nine." in cleo.said(change, version="1", text="At nine.")
    stopped = cleo.press(change, version="1", text="At ten.")
    assert (stopped.status_code, "At nine." in plain(stopped)) == (409, True)
    assert cleo.press(change, version="2", text="").status_code == 422
    assert "Take this answer back?" in plain(
        cleo.client.get(f"/inbox/{cleo.one.pk}/answers/{message.pk}/remove/")
    )
    assert "Its words are gone." in cleo.said(f"answers/{message.pk}/remove")
    reader = Desk(cast.ada, cleo.one)
    assert reader.client.get(f"/inbox/{cleo.one.pk}/answers/{message.pk + 1}/change/").status_code == 404


def test_who_may_read_but_not_answer_is_told(cast: Cast, talk: Conversation) -> None:
    role(cast.dan, RoleName.UNIT_LEAD, cast.operations)
    dan = Desk(cast.dan, talk)
    assert "You may read this, but not answer yet" in dan.page()
    assert dan.answers("Hello").status_code == 403
    assert dan.press("draft", text="Hello", seen="1").status_code == 403
