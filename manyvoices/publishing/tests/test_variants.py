"""Own words for single channels: forked, kept, given up, released and edited each on its own."""

import pytest

from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.save_variants import OwnWords, save_variants
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.models import Delivery, Post, Variant, Verb
from manyvoices.publishing.tests.stage import Stage, draft
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.voices.models import Channel
from tests.cast import Cast


@pytest.fixture
def other(cast: Cast) -> Channel:
    """A second channel of Bo's."""
    return connect_channel(actor=cast.bo, voice=cast.bo_voice, network="sandbox", agreed_in="en")


def adapt(cast: Cast, post: Post, *words: OwnWords) -> Post:
    return save_variants(actor=cast.bo, post=post, revision=post.revision, adapted=words)


def own(channel: Channel, text: str = "", language: str = "en") -> OwnWords:
    return OwnWords(channel.pk, text, "", language)


def said(stage: Stage) -> set[tuple[str, str]]:
    return {(one.text, one.language) for one in stage.network.outgoing}


def test_a_channel_says_its_own_words_in_its_own_language(cast: Cast, stage: Stage, other: Channel) -> None:
    post = adapt(cast, draft(cast.bo, cast.bo_voice, "For all"), own(other, "Nur hier", "de"))
    release_post(actor=cast.bo, post=post, revision=post.revision)
    stage.work()
    assert said(stage) == {("For all", "en"), ("Nur hier", "de")}


def test_a_fork_begins_with_the_words_for_all_and_saved_twice_is_one(cast: Cast, other: Channel) -> None:
    post = draft(cast.bo, cast.bo_voice, "For all")
    for text in ("", "For all"):
        post = adapt(cast, post, own(other, text))
        assert [one.text for one in post.variants.filter(channel=other)] == ["For all"]


def test_giving_a_fork_up_goes_back_to_the_words_for_all(cast: Cast, stage: Stage, other: Channel) -> None:
    post = adapt(cast, draft(cast.bo, cast.bo_voice, "For all"), own(other, "Here"))
    post = adapt(cast, post)
    release_post(actor=cast.bo, post=post, revision=post.revision)
    stage.work()
    assert said(stage) == {("For all", "en")}


def test_a_fork_that_was_planned_already_can_be_given_up(cast: Cast, other: Channel) -> None:
    post = adapt(cast, draft(cast.bo, cast.bo_voice, "For all"), own(other, "Here"))
    post = unschedule_post(actor=cast.bo, post=release_post(actor=cast.bo, post=post, revision=post.revision))
    post = adapt(cast, post)
    assert not post.variants.exclude(channel=None).exists()
    assert {row.variant.channel_id for row in Delivery.objects.select_related("variant")} == {None}


def test_nothing_is_written_over_another_window_or_by_others(cast: Cast, other: Channel) -> None:
    post = draft(cast.bo, cast.bo_voice, "For all")
    with pytest.raises(Conflict):
        save_variants(actor=cast.bo, post=post, revision=post.revision - 1, adapted=[own(other, "Late")])
    for person in (cast.ada, cast.dan, cast.eve):
        with pytest.raises(Refused):
            save_variants(actor=person, post=post, revision=post.revision, adapted=[own(other, "Not mine")])
    foreign = cast.ada_voice.channels.get()
    for wrong in (own(foreign, "x"), own(other, "x", "xx-none"), own(other, "x" * 60_001)):
        with pytest.raises(Invalid):
            adapt(cast, post, wrong)
    assert Variant.objects.filter(post=post).count() == 1


def test_an_edit_changes_the_channels_that_say_those_words_alone(
    cast: Cast, stage: Stage, other: Channel
) -> None:
    post = adapt(cast, draft(cast.bo, cast.bo_voice, "For all"), own(other, "Here"))
    post = release_post(actor=cast.bo, post=post, revision=post.revision)
    stage.work()
    post = edit_post(actor=cast.bo, post=post, version=1, text="For all, again")
    stage.work()
    assert set(stage.network.posts.values()) == {"For all, again", "Here"}
    edit_post(actor=cast.bo, post=post, version=1, text="Here, again", channel=other)
    stage.work()
    assert set(stage.network.posts.values()) == {"For all, again", "Here, again"}
    assert Delivery.objects.filter(verb=Verb.REVISE).count() == 2
    with pytest.raises(Conflict):
        edit_post(actor=cast.bo, post=post, version=1, text="too late", channel=other)
