"""Starting, saving and discarding drafts."""

from dataclasses import replace

import pytest

from manyvoices.core.ids import new_id
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.publishing.actions.discard_draft import discard_draft
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import Post
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.queries import drafts
from manyvoices.publishing.tests.stage import draft, released
from manyvoices.voices.models import Channel, ChannelState, Voice
from tests.cast import Cast


def words(voice: Voice, text: str = "words") -> Words:
    channels = list(voice.channels.values_list("pk", flat=True))
    return Words(text=text, content_warning="", language="en", kind="story", voice=voice, channels=channels)


def text_of(post: Post) -> str:
    return post.variants.get().text


def test_a_draft_starts_as_the_own_voice_with_its_own_channel(cast: Cast) -> None:
    post = start_draft(actor=cast.bo, text="first words")
    assert (post.voice, post.prepared_by, post.is_draft) == (cast.bo_voice, cast.bo, True)
    assert [channel.address for channel in post.channels.all()] == ["bo@voices.example"]
    assert text_of(post) == "first words"


def test_pressed_twice_one_draft_starts(cast: Cast) -> None:
    pk = new_id()
    assert start_draft(actor=cast.bo, pk=pk) == start_draft(actor=cast.bo, pk=pk)
    assert drafts(cast.bo).count() == 1
    with pytest.raises(Conflict):
        start_draft(actor=cast.ada, pk=pk)


def test_without_a_voice_there_is_nothing_to_write_as(cast: Cast) -> None:
    for nobody in (cast.dan, cast.eve):
        with pytest.raises(Refused):
            start_draft(actor=nobody)


def test_saving_keeps_the_words_and_counts_up(cast: Cast) -> None:
    post = start_draft(actor=cast.bo)
    saved = save_draft(actor=cast.bo, post=post, revision=1, words=words(cast.bo_voice, "new words"))
    assert (text_of(saved), saved.revision) == ("new words", 2)


# promise K9
def test_a_second_window_overwrites_nothing(cast: Cast) -> None:
    post = start_draft(actor=cast.bo)
    save_draft(actor=cast.bo, post=post, revision=1, words=words(cast.bo_voice, "one window"))
    with pytest.raises(Conflict):
        save_draft(actor=cast.bo, post=post, revision=1, words=words(cast.bo_voice, "other window"))
    assert text_of(post) == "one window"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "crisis"}, "kind"),
        ({"kind": "reply"}, "kind"),
        ({"kind": "shouting"}, "kind"),
        ({"text": "x" * (MAX_TEXT + 1)}, "text"),
        ({"content_warning": "x" * 201}, "content_warning"),
        ({"channels": [1]}, "channels"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_draft_stays(
    cast: Cast, change: dict[str, object], field: str
) -> None:
    post = draft(cast.bo, cast.bo_voice, "as it was")
    with pytest.raises(Invalid) as refused:
        save_draft(
            actor=cast.bo,
            post=post,
            revision=post.revision,
            words=replace(words(cast.bo_voice), **change),  # type: ignore[arg-type]
        )
    assert set(refused.value.fields) == {field}
    assert text_of(post) == "as it was"


def test_a_channel_of_another_voice_or_a_closed_one_cannot_be_chosen(cast: Cast) -> None:
    post = start_draft(actor=cast.bo)
    foreign = Channel.objects.get(voice=cast.ada_voice)
    with pytest.raises(Invalid):
        save_draft(
            actor=cast.bo, post=post, revision=1, words=replace(words(cast.bo_voice), channels=[foreign.pk])
        )
    Channel.objects.update(state=ChannelState.CLOSED)
    with pytest.raises(Invalid):
        save_draft(actor=cast.bo, post=post, revision=1, words=words(cast.bo_voice))


def test_a_draft_is_its_authors_alone(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    for other in (cast.ada, cast.dan, cast.eve):
        with pytest.raises(Refused):
            save_draft(actor=other, post=post, revision=post.revision, words=words(cast.bo_voice, "not mine"))
        with pytest.raises(Refused):
            discard_draft(actor=other, post=post)
    assert text_of(post) != "not mine"


def test_a_draft_cannot_be_moved_to_a_voice_of_somebody_else(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    with pytest.raises(Refused):
        save_draft(actor=cast.bo, post=post, revision=post.revision, words=words(cast.ada_voice))


def test_a_discarded_draft_is_gone_and_cannot_be_discarded_again(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    discard_draft(actor=cast.bo, post=post)
    assert not drafts(cast.bo).exists()
    with pytest.raises(Conflict):
        discard_draft(actor=cast.bo, post=Post.objects.get(pk=post.pk))


def test_what_was_released_cannot_be_discarded_or_saved(cast: Cast) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    with pytest.raises(Conflict):
        discard_draft(actor=cast.bo, post=delivery.post)
    with pytest.raises(Conflict):
        save_draft(
            actor=cast.bo,
            post=delivery.post,
            revision=delivery.post.revision,
            words=words(cast.bo_voice),
        )
