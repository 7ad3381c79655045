from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from manyvoices.conversations.actions.change_saved_reply import change_saved_reply
from manyvoices.conversations.actions.end_saved_reply import end_saved_reply
from manyvoices.conversations.actions.make_saved_reply import make_saved_reply
from manyvoices.conversations.actions.save_reply_draft import save_reply_draft
from manyvoices.conversations.actions.see_conversation import see_conversation
from manyvoices.conversations.models import Looking, ReplyDraft
from manyvoices.conversations.queries.answering import (
    audience_of_answer,
    draft_of,
    filled,
    first_words,
    saved_replies_for,
    unseen_by,
    voices_for,
)
from manyvoices.conversations.queries.looking import looking_at
from manyvoices.conversations.tests.asked import arrives, asked, opened
from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid, NotThere
from tests.cast import Cast


def test_saved_replies_are_offered_filled_changed_and_ended(cast: Cast) -> None:
    talk = asked(cast)
    own = make_saved_reply(actor=cast.cleo, title="Hello", text="Dear {contact}, {voice} {link}")
    of_root = make_saved_reply(actor=cast.ada, title="Bus", text="At eight.", unit=cast.root, language="de")
    make_saved_reply(actor=cast.ada, title="Elsewhere", text="No.", unit=cast.elsewhere)
    make_saved_reply(actor=cast.bo, title="Bo's own", text="No.")
    assert list(saved_replies_for(cast.cleo, talk)) == [own, of_root]
    assert filled(own, cast.cleo, talk, cast.brand_voice) == "Dear Lena, Northlight {link}"
    assert change_saved_reply(actor=cast.cleo, reply=own, title="Hello", text="Hi").text == "Hi"
    with pytest.raises(NotThere):
        change_saved_reply(actor=cast.ada, reply=own, title="x", text="x")
    with pytest.raises(Invalid):
        make_saved_reply(actor=cast.cleo, title=" ", text="Hi")
    end_saved_reply(actor=cast.cleo, reply=own)
    end_saved_reply(actor=cast.cleo, reply=own)
    assert list(saved_replies_for(cast.cleo, talk)) == [of_root]
    with pytest.raises(Conflict):
        change_saved_reply(actor=cast.cleo, reply=own, title="Hello", text="Hi")


def test_a_draft_is_kept_once_and_knows_what_it_has_not_seen(cast: Cast) -> None:
    talk = asked(cast)
    for text in ("At", "At eight"):
        save_reply_draft(actor=cast.cleo, conversation=talk, text=text, seen_version=talk.version)
    news = arrives(talk)
    draft = draft_of(cast.cleo, talk)
    assert draft is not None
    assert (draft.text, unseen_by(draft)) == ("At eight", [news])
    save_reply_draft(actor=cast.cleo, conversation=talk, text=" ", seen_version=talk.version)
    assert not ReplyDraft.objects.exists()


def test_who_looks_is_seen_by_colleagues_for_a_moment(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    talk = asked(cast)
    see_conversation(actor=cast.cleo, conversation=talk)
    see_conversation(actor=cast.cleo, conversation=talk, answering=True)
    with django_assert_num_queries(1):
        (row,) = looking_at([talk.pk], cast.ada)
        assert (row.person.name, row.answering) == ("Cleo", True)
    assert not looking_at([talk.pk], cast.cleo)
    Looking.objects.update(seen_at=clock.now() - timedelta(minutes=1))
    assert not looking_at([talk.pk], cast.ada)
    Looking.objects.update(seen_at=clock.now() - timedelta(hours=1))
    see_conversation(actor=cast.ada, conversation=talk)
    assert Looking.objects.get().person == cast.ada
    with pytest.raises(NotThere):
        see_conversation(actor=cast.eve, conversation=talk)


def test_the_voices_to_answer_as_and_the_first_words(cast: Cast) -> None:
    talk = asked(cast)
    assert not voices_for(cast.cleo, talk)
    opened(cast.brand_voice, cast.bo)
    assert list(voices_for(cast.bo, talk)) == [cast.brand_voice, cast.bo_voice]
    talk.owner = cast.bo
    assert list(voices_for(cast.bo, talk)) == [cast.bo_voice]
    assert (first_words(talk), audience_of_answer(talk)) == ("@lena@far.example ", "public")
    arrives(talk, visibility="direct")
    assert audience_of_answer(talk) == "direct"
