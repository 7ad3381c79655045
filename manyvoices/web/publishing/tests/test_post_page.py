"""One post from inside: its states, its words, and who may take it back."""

import pytest
from django.test import Client
from django.urls import reverse

from manyvoices.federation.models import Block, Note, Report, Showing
from manyvoices.publishing.models import Delivery, Post, State, Variant, Verb
from manyvoices.voices.models import VoiceKind
from manyvoices.web.public.tests.rows import a_post, a_reply, somebody
from manyvoices.web.publishing.tests.writing import draft_by, in_state, released_by, signed_in
from tests.cast import Cast, voice


def at(name: str, post: Post) -> str:
    return reverse(name, args=[post.pk])


def live(cast: Cast, text: str = "A live post") -> Post:
    post = released_by(cast.bo, cast.bo_voice, text)
    in_state(post, State.SENT)
    return post


def answered(cast: Cast, **fields: object) -> tuple[Post, Note]:
    """A live post with a reply from elsewhere."""
    post = live(cast)
    note = a_post(cast.bo_voice)
    Note.objects.filter(pk=note.pk).update(delivery_key=Delivery.objects.get(post=post).key)
    return post, a_reply(note, somebody("Mia"), "<p>That was us!</p>", **fields)


def test_it_shows_words_state_and_the_link(cast: Cast) -> None:
    page = signed_in(cast.bo).get(at("post-detail", live(cast))).content.decode()
    assert "A live post" in page
    assert "badge--live" in page
    assert "https://voices.example/@bo/1" in page


@pytest.mark.parametrize(
    "name", ["post-detail", "post-edit", "post-delete", "post-withdraw", "post-published"]
)
def test_posts_of_others_do_not_exist(cast: Cast, name: str) -> None:
    post = live(cast)
    for stranger in (cast.ada, cast.cleo, cast.dan, cast.eve):
        assert signed_in(stranger).get(at(name, post)).status_code == 404
        assert signed_in(stranger).post(at(name, post), {"reason": "x"}).status_code in {404, 405}
    assert Client().get(at(name, post)).status_code == 302
    post.refresh_from_db()
    assert post.removed_at is None


def test_an_edit_is_a_new_version_for_every_channel_and_the_old_one_is_kept(cast: Cast) -> None:
    post, client = live(cast), signed_in(cast.bo)
    form = {"version": 1, "text": "Better words", "content_warning": ""}
    assert client.post(at("post-edit", post), form)["Location"] == at("post-detail", post)
    assert Delivery.objects.get(verb=Verb.REVISE).variant.text == "Better words"
    page = client.get(at("post-detail", post)).content.decode()
    assert "Better words" in page
    assert "Edited once" in page
    late = client.post(at("post-edit", post), {**form, "text": "Typed meanwhile"})
    said = late.content.decode()
    assert late.status_code == 409
    assert "Better words" in said
    assert "Typed meanwhile" in said
    assert Variant.objects.filter(post=post).count() == 2


def test_an_empty_edit_is_refused_beside_the_words(cast: Cast) -> None:
    post = live(cast)
    answer = signed_in(cast.bo).post(at("post-edit", post), {"version": 1, "text": " "})
    assert answer.status_code == 422
    assert "An empty post says nothing" in answer.content.decode()


def test_looking_at_a_question_deletes_nothing_and_the_answer_deletes_once(cast: Cast) -> None:
    post, client = live(cast), signed_in(cast.bo)
    for name in ("post-detail", "post-edit", "post-delete"):
        assert client.get(at(name, post)).status_code == 200
    assert not Delivery.objects.filter(verb=Verb.REMOVE).exists()
    assert client.post(at("post-delete", post)).status_code == 302
    assert client.post(at("post-delete", post)).status_code == 409
    assert Delivery.objects.filter(verb=Verb.REMOVE).count() == 1
    assert "Taken back by Bo" in client.get(at("post-detail", post)).content.decode()


def test_a_planned_post_becomes_a_draft_and_a_live_one_does_not(cast: Cast) -> None:
    post, client = released_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    assert client.get(at("post-unschedule", post)).status_code == 405
    assert client.post(at("post-unschedule", post))["Location"] == at("draft", post)
    assert client.post(at("post-unschedule", live(cast))).status_code == 409


def test_a_lead_withdraws_with_a_reason_that_the_author_reads(cast: Cast) -> None:
    shared = voice("depot", "Depot", kind=VoiceKind.GROUP, unit=cast.operations, brand=cast.brand)
    shared.speakers.create(person=cast.bo, because="night shift", since=cast.organisation.set_up_at)
    post = released_by(cast.bo, shared, "Not for everybody")
    in_state(post, State.SENT)
    lead = signed_in(cast.ada)
    assert at("post-withdraw", post) in lead.get(at("post-detail", post)).content.decode()
    assert lead.post(at("post-withdraw", post), {"reason": " "}).status_code == 422
    assert lead.post(at("post-withdraw", post), {"reason": "A customer can be seen"}).status_code == 302
    assert lead.post(at("post-withdraw", post), {"reason": "again"}).status_code == 409
    page = signed_in(cast.bo).get(at("post-detail", post)).content.decode()
    assert "A customer can be seen" in page
    assert signed_in(cast.eve).get(at("post-withdraw", post)).status_code == 404


def test_a_draft_leads_to_the_composer(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    for name in ("post-detail", "post-edit"):
        assert signed_in(cast.bo).get(at(name, draft))["Location"] == at("draft", draft)


def test_the_first_post_page_has_the_link_and_how_to_follow(cast: Cast) -> None:
    page = signed_in(cast.bo).get(at("post-published", live(cast))).content.decode()
    assert "https://voices.example/@bo/1" in page
    assert "@bo@voices.example" in page
    assert "0 followers" in page


def test_a_reply_is_hidden_and_shown_again(cast: Cast) -> None:
    post, reply = answered(cast)
    client = signed_in(cast.bo)
    assert "That was us!" in client.get(at("post-detail", post)).content.decode()
    for verb, showing in (("hide", Showing.HIDDEN), ("hide", Showing.HIDDEN), ("show", Showing.SHOWN)):
        assert client.post(moderated(post, reply, verb)).status_code == 302
        reply.refresh_from_db()
        assert reply.showing == showing


def test_a_report_and_blocks_need_a_reason(cast: Cast) -> None:
    post, reply = answered(cast)
    client = signed_in(cast.bo)
    for verb in ("report", "block-person", "block-server"):
        client.post(moderated(post, reply, verb), {"because": " "})
    assert Report.objects.count() == Block.objects.count() == 0
    for verb in ("report", "block-person", "block-server"):
        client.post(moderated(post, reply, verb), {"because": "Spam"})
        client.post(moderated(post, reply, verb), {"because": "Spam"})
    assert Report.objects.count() == 1
    assert Block.objects.count() == 2


def test_strangers_moderate_nothing(cast: Cast) -> None:
    post, reply = answered(cast)
    other, _other_reply = answered(cast)
    for verb in ("hide", "show", "report", "block-person", "block-server"):
        for stranger in (cast.ada, cast.dan, cast.eve):
            answer = signed_in(stranger).post(moderated(post, reply, verb), {"because": "x"})
            assert answer.status_code == 404
        assert signed_in(cast.bo).get(moderated(post, reply, verb)).status_code == 405
    # A reply to another post is not reached through this one.
    assert signed_in(cast.bo).post(moderated(other, reply, "hide")).status_code == 404
    reply.refresh_from_db()
    assert reply.showing == Showing.SHOWN


def test_what_was_said_to_a_voice_alone_is_not_read_by_its_lead(cast: Cast) -> None:
    shared = voice("depot", "Depot", kind=VoiceKind.GROUP, unit=cast.operations, brand=cast.brand)
    shared.speakers.create(person=cast.bo, because="night shift", since=cast.organisation.set_up_at)
    post = released_by(cast.bo, shared)
    delivery = in_state(post, State.SENT)
    note = a_post(shared)
    Note.objects.filter(pk=note.pk).update(delivery_key=delivery.key)
    a_reply(note, somebody("Mia"), "<p>Between us</p>", public=False)
    assert "Between us" in signed_in(cast.bo).get(at("post-detail", post)).content.decode()
    assert "Between us" not in signed_in(cast.ada).get(at("post-detail", post)).content.decode()


def moderated(post: Post, reply: Note, verb: str) -> str:
    return reverse("moderate", args=[post.pk, reply.pk, verb])
