"""Ten seconds to take a press back: before anything left it is a draft again, afterwards it is too late."""

from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.actions.undo_release import undo_release
from manyvoices.publishing.models import Delivery, Post, State
from tests.cast import Cast

UNDO = timedelta(seconds=10)


def pressed(cast: Cast, **fields: str) -> Post:
    """A post of Bo's on which "Publish now" was pressed a moment ago."""
    post = start_draft(actor=cast.bo, voice=cast.bo_voice, text="Too early")
    Post.objects.filter(pk=post.pk).update(**fields)
    post.refresh_from_db()
    return release_post(actor=cast.bo, post=post, revision=1, undo=UNDO)


def test_a_press_is_taken_back_once_and_can_be_made_again(cast: Cast) -> None:
    post = pressed(cast)
    due = Delivery.objects.get().due_at
    assert due is not None
    assert due == post.undo_until
    assert due > clock.now() + timedelta(seconds=5)
    back = undo_release(actor=cast.bo, post=post)
    assert back.is_draft
    assert Delivery.objects.get().state == State.CANCELLED
    with pytest.raises(Conflict):
        undo_release(actor=cast.bo, post=post)
    again = release_post(actor=cast.bo, post=back, revision=1)
    assert again.undo_until is None
    assert Delivery.objects.exclude(state=State.CANCELLED).count() == 1


@pytest.mark.parametrize("fields", [{"taken_by": 7}, {"state": State.SENDING}, {"state": State.UNKNOWN}])
def test_what_a_worker_took_is_not_taken_back(cast: Cast, fields: dict[str, object]) -> None:
    post = pressed(cast)
    Delivery.objects.update(**fields)
    with pytest.raises(Conflict, match="has left"):
        undo_release(actor=cast.bo, post=post)
    post.refresh_from_db()
    assert not post.is_draft
    assert Delivery.objects.exclude(state=State.CANCELLED).count() == 1


def test_news_of_a_crisis_and_what_is_planned_wait_for_no_undo(cast: Cast) -> None:
    urgent = pressed(cast, kind="crisis")
    assert urgent.undo_until is None
    due = Delivery.objects.get().due_at
    assert due is not None
    assert due <= clock.now()
    with pytest.raises(Conflict, match="nothing to undo"):
        undo_release(actor=cast.bo, post=urgent)
