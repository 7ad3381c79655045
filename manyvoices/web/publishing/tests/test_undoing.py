"""The last seconds before a post leaves, and the history of its edits, on its page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import Settings

from manyvoices.core import clock
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.web.publishing.tests.writing import draft_by, filled, in_state, released_by, signed_in
from tests.cast import Cast


@pytest.fixture(autouse=True)
def ten_seconds(settings: Settings) -> None:
    """The undo as an installation has it."""
    settings.CONFIG = settings.CONFIG.model_copy(update={"undo_seconds": 10})


def test_publish_now_can_be_undone_once_and_the_words_come_back(cast: Cast) -> None:
    released_by(cast.ada, cast.ada_voice)
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    page = client.post(
        reverse("draft", args=[draft.pk]), filled(cast.bo_voice, "Oops", publish="1"), follow=True
    )
    said = page.content.decode()
    assert "data-undo=" in said
    assert reverse("post-undo", args=[draft.pk]) in said
    assert "Back to draft" not in said
    undone = client.post(reverse("post-undo", args=[draft.pk]), follow=True)
    assert "Oops" in undone.content.decode()
    assert Delivery.objects.get(post=draft).state == State.CANCELLED
    again = client.post(reverse("post-undo", args=[draft.pk]))
    assert again["Location"] == reverse("draft", args=[draft.pk])


def test_too_late_to_undo_is_said_and_deleting_is_offered(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    client.post(reverse("draft", args=[draft.pk]), filled(cast.bo_voice, publish="1"))
    in_state(draft, State.SENT)
    page = client.post(reverse("post-undo", args=[draft.pk]), follow=True).content.decode()
    assert "It has left already" in page
    assert reverse("post-delete", args=[draft.pk]) in page
    assert "data-undo=" not in page


def test_nobody_else_undoes_and_no_offer_stands_after_its_seconds(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    client.post(reverse("draft", args=[draft.pk]), filled(cast.bo_voice, publish="1"))
    assert signed_in(cast.ada).post(reverse("post-undo", args=[draft.pk])).status_code == 404
    Post.objects.update(undo_until=clock.now() - timedelta(seconds=1))
    assert "data-undo=" not in client.get(reverse("post-detail", args=[draft.pk])).content.decode()


def test_the_history_shows_what_each_edit_changed_and_by_whom(cast: Cast) -> None:
    post = released_by(cast.bo, cast.bo_voice, "We drive slower <tonight>")
    post = edit_post(actor=cast.bo, post=post, version=1, text="We drive faster <tonight>")
    page = signed_in(cast.bo).get(reverse("post-detail", args=[post.pk])).content.decode()
    assert "Edited once" in page
    assert "Version 2 by Bo" in page
    assert "<del>slower</del><ins>faster</ins> &lt;tonight&gt;" in page
