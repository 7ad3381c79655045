"""The same words again: told apart as a reader would, found here and at colleagues', never in anybody's draft."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from manyvoices.core import clock
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.duplicates import alike, fingerprint
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries.said_before import said_before
from tests.cast import Cast

WORDS = "We drive slower tonight, because the snow on the plateau is deeper than ever."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We drive  slower\ntonight.", "we drive slower tonight"),
        ("Look: https://x.example/a/?utm_source=b&id=1", "Look: https://x.example/a?id=1&fbclid=z"),
        ("ﬁne café", "FINE CAFÉ!!!"),
        ("Straße", "strasse…"),
    ],
)
def test_what_no_reader_tells_apart_is_the_same(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other) != ""


def test_what_a_reader_tells_apart_is_not(cast: Cast) -> None:
    assert fingerprint("See https://x.example/?id=1") != fingerprint("See https://x.example/?id=2")
    assert fingerprint("a b") != fingerprint("ab")
    assert fingerprint(" \n") == ""
    assert alike(WORDS, WORDS.replace("deeper", "higher"))
    assert not alike(WORDS, "Something else is told in here, at about the same length as the other.")
    assert not alike("Good morning", "Good morning")


def released(cast: Cast, text: str = WORDS) -> Post:
    """A post of Ada's that waits for the worker."""
    return release_post(
        actor=cast.ada, post=start_draft(actor=cast.ada, voice=cast.ada_voice, text=text), revision=1
    )


def test_a_colleagues_released_words_are_found_and_their_draft_is_not(cast: Cast) -> None:
    draft = start_draft(actor=cast.ada, voice=cast.ada_voice, text=WORDS)
    assert said_before(cast.bo_voice, WORDS) == []
    release_post(actor=cast.ada, post=draft, revision=1)
    found = said_before(cast.bo_voice, f" {WORDS.upper()}!")
    assert [(one.post.pk, one.published, one.same) for one in found] == [(draft.pk, False, True)]
    assert said_before(cast.ada_voice, WORDS, draft=draft.pk) == []
    remove_post(actor=cast.ada, post=draft)
    assert said_before(cast.bo_voice, WORDS) == []


def test_ninety_days_later_it_may_be_said_again(cast: Cast) -> None:
    post = released(cast)
    post.deliveries.update(state="sent", sent_at=clock.now())
    Post.objects.update(published_at=clock.now() - timedelta(days=89))
    assert said_before(cast.bo_voice, WORDS)[0].published
    Post.objects.update(published_at=clock.now() - timedelta(days=91))
    assert said_before(cast.bo_voice, WORDS) == []


def test_much_alike_is_said_of_own_posts_alone_and_an_edit_is_found_too(cast: Cast) -> None:
    post = released(cast)
    nearly = WORDS.replace("deeper", "higher")
    assert [one.same for one in said_before(cast.ada_voice, nearly)] == [False]
    assert said_before(cast.bo_voice, nearly) == []
    edit_post(actor=cast.ada, post=post, version=1, text="Now quite different words.")
    assert said_before(cast.bo_voice, "now quite different words")[0].post == post


def test_the_number_of_queries_does_not_grow(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _again in range(5):
        released(cast)
    with django_assert_max_num_queries(2):
        found = said_before(cast.bo_voice, WORDS)
        assert [one.post.voice.handle for one in found] == ["ada"] * 3
