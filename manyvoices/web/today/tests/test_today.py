"""The landing: a few of everything that is one's own, and nothing of others."""

from django.test import Client
from django.urls import reverse

from manyvoices.federation.models import Note
from manyvoices.publishing.models import Delivery, State
from manyvoices.web.public.tests.rows import a_post, a_reply, somebody
from manyvoices.web.publishing.tests.writing import draft_by, in_state, released_by, signed_in
from tests.cast import Cast


def test_it_shows_drafts_needs_and_replies_of_oneself_alone(cast: Cast) -> None:
    draft_by(cast.bo, cast.bo_voice, "My draft")
    in_state(released_by(cast.bo, cast.bo_voice, "Broken post"), State.FAILED, last_error="No token")
    post = released_by(cast.bo, cast.bo_voice, "Answered post")
    in_state(post, State.SENT)
    note = a_post(cast.bo_voice)
    Note.objects.filter(pk=note.pk).update(delivery_key=Delivery.objects.get(post=post).key)
    a_reply(note, somebody("Mia"), "<p>That was us!</p>")
    page = signed_in(cast.bo).get(reverse("today")).content.decode()
    theirs = signed_in(cast.eve).get(reverse("today")).content.decode()
    for words in ("My draft", "No token", "That was us!"):
        assert words in page
        assert words not in theirs


def test_leads_see_their_first_steps_and_others_do_not(cast: Cast) -> None:
    assert "First steps" in signed_in(cast.ada).get(reverse("today")).content.decode()
    assert "First steps" not in signed_in(cast.bo).get(reverse("today")).content.decode()


def test_it_is_behind_the_sign_in(cast: Cast) -> None:
    assert Client().get(reverse("today"))["Location"].startswith(reverse("sign-in"))
