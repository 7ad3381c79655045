"""Versions of a draft: every change leaves one, any of them comes back, and nothing is lost by it."""

from datetime import UTC, datetime, timedelta

import pytest

from manyvoices.core.refusals import Conflict, NotThere, Refused
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.actions.take_revision_back import take_revision_back
from manyvoices.publishing.models import Post, Revision, Variant
from manyvoices.publishing.revisions import superfluous
from tests.cast import Cast

NOW = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)


def saved(cast: Cast, post: Post, text: str) -> Post:
    """The draft with these words in the place of the old ones."""
    channels = [channel.pk for channel in cast.bo_voice.channels.all()]
    words = Words(text, "", "en", "story", cast.bo_voice, channels)
    return save_draft(actor=cast.bo, post=post, revision=post.revision, words=words)


def said(post: Post) -> dict[int, str]:
    """Number -> words of every version that is kept."""
    return {one.number: one.content["variants"][0]["text"] for one in post.revisions.order_by("number")}


def test_every_change_leaves_a_version_and_saving_the_same_leaves_none(cast: Cast) -> None:
    post = start_draft(actor=cast.bo, voice=cast.bo_voice, text="Snow")
    post = saved(cast, post, "Snow falls")
    post = saved(cast, post, "Snow falls")
    post = saved(cast, post, "Sun")
    assert said(post) == {1: "Snow", 2: "Snow falls", 4: "Sun"}


def test_an_empty_start_is_no_version(cast: Cast) -> None:
    post = saved(cast, start_draft(actor=cast.bo, voice=cast.bo_voice), "")
    assert not Revision.objects.exists()
    assert said(saved(cast, post, "Words")) == {3: "Words"}


# promise K9
def test_a_version_comes_back_as_a_new_one_and_the_words_until_then_stay(cast: Cast) -> None:
    post = saved(cast, start_draft(actor=cast.bo, voice=cast.bo_voice, text="First"), "Second")
    channel = cast.bo_voice.channels.get()
    fields = {"post": post, "language": "en", "made_by": cast.bo, "made_at": NOW}
    Variant.objects.create(channel=channel, text="For one channel", **fields)
    post = saved(cast, post, "Third")
    post = take_revision_back(actor=cast.bo, post=post, revision=3, number=1)
    assert post.revision == 4
    assert said(post) == {1: "First", 2: "Second", 3: "Third", 4: "First"}
    assert [one.text for one in post.variants.all()] == ["First"]
    post = take_revision_back(actor=cast.bo, post=post, revision=4, number=3)
    assert set(post.variants.values_list("text", flat=True)) == {"Third", "For one channel"}


def test_who_is_late_or_somebody_else_takes_nothing_back(cast: Cast) -> None:
    post = saved(cast, start_draft(actor=cast.bo, voice=cast.bo_voice, text="First"), "Second")
    with pytest.raises(Conflict):
        take_revision_back(actor=cast.bo, post=post, revision=1, number=1)
    with pytest.raises(NotThere):
        take_revision_back(actor=cast.bo, post=post, revision=2, number=9)
    with pytest.raises(Refused):
        take_revision_back(actor=cast.ada, post=post, revision=2, number=1)
    release_post(actor=cast.bo, post=post, revision=2)
    with pytest.raises(Conflict):
        take_revision_back(actor=cast.bo, post=post, revision=2, number=1)
    assert Variant.objects.get().text == "Second"


def test_old_versions_thin_out_by_the_hour_and_then_by_the_day() -> None:
    ages = {
        1: timedelta(days=3, hours=2),
        2: timedelta(days=3, hours=1),
        3: timedelta(hours=3, minutes=20),
        4: timedelta(hours=3, minutes=10),
        5: timedelta(hours=2),
        6: timedelta(minutes=59),
        7: timedelta(minutes=58),
    }
    assert superfluous([(pk, NOW - age) for pk, age in ages.items()], NOW) == [1, 3]
