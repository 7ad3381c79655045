"""Threads on their way: each part below the one before it, whatever fails in between (promise A10)."""

import pytest

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.networks.contract import Rejected, TryLater, Unknown
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.models import Pause
from manyvoices.publishing.actions.answer_unknown import answer_unknown
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.release_paused import release_paused
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.actions.retry_delivery import retry_delivery
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.models import Delivery, Post, State, Verb
from manyvoices.publishing.status import channel_status
from manyvoices.publishing.tests.stage import Happening, Stage, draft, fail, nothing
from manyvoices.publishing.tests.test_release import release
from tests.cast import Cast

FOUR = "one\n---\ntwo\n---\nthree\n---\nfour"
STANDING = ["one", "two", "three", "four"]


@pytest.fixture
def thread(cast: Cast, stage: Stage) -> Post:
    """A released thread of four parts that is still here."""
    return release(cast.bo, draft(cast.bo, cast.bo_voice, FOUR))


def rows(post: Post) -> list[Delivery]:
    return list(Delivery.objects.filter(post=post, verb=Verb.PUBLISH, dropped_at=None).order_by("part"))


def states(post: Post) -> list[State]:
    return [State(row.state) for row in rows(post)]


def hangs(stage: Stage) -> list[tuple[str, str]]:
    """What was published, in order, and below what."""
    return [(one.text, one.parent.remote_id if one.parent else "") for one in stage.network.outgoing]


def on_part(post: Post, part: int, error: Exception) -> Happening:
    """A hook that fails for one part alone."""
    key = rows(post)[part - 1].key
    return lambda called: fail(error)(called) if called == key else None


def edit(cast: Cast, post: Post, text: str) -> None:
    fresh = Post.objects.get(pk=post.pk)
    newest = max(variant.version for variant in fresh.variants.all())
    edit_post(actor=cast.bo, post=fresh, version=newest, text=text)


ALL = [("one", ""), ("two", "r1"), ("three", "r2"), ("four", "r3")]


def test_each_part_hangs_below_the_one_before(stage: Stage, thread: Post) -> None:
    stage.work()
    assert hangs(stage) == ALL
    assert [(row.part, row.parts) for row in rows(thread)] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_post_that_fits_is_one_delivery_with_its_whole_text(cast: Cast, stage: Stage) -> None:
    post = release(cast.bo, draft(cast.bo, cast.bo_voice, "Just this."))
    assert [(row.part, row.parts, row.text, row.after) for row in rows(post)] == [(1, 1, "", None)]


# promise A10
@pytest.mark.parametrize("error", [Rejected("no"), TryLater("busy"), Unknown("500")])
def test_a_part_that_fails_holds_the_later_ones_and_they_go_on_below_it(
    cast: Cast, stage: Stage, thread: Post, error: Exception
) -> None:
    stage.network.before = on_part(thread, 3, error)
    stage.work()
    assert [text for text, _ in hangs(stage)] == ["one", "two"]
    assert stage.work() == 0
    stage.network.before = nothing
    third = rows(thread)[2]
    if third.state == State.FAILED:
        retry_delivery(actor=cast.bo, delivery=third)
    stage.later()
    stage.later()
    assert hangs(stage) == ALL
    assert len(set(stage.network.published)) == len(stage.network.published) == 4


# promise A10
def test_an_answer_that_got_lost_doubles_no_part(stage: Stage, thread: Post) -> None:
    stage.network.after = on_part(thread, 2, Unknown("dropped"))
    stage.work()
    assert states(thread) == [State.SENT, State.UNKNOWN, State.QUEUED, State.QUEUED]
    stage.network.after = nothing
    stage.later()
    assert hangs(stage) == ALL


def test_below_a_part_that_only_a_person_saw_nothing_can_hang(cast: Cast, stage: Stage, thread: Post) -> None:
    stage.network.can -= {"find"}
    stage.network.after = on_part(thread, 1, Unknown("dropped"))
    stage.work()
    stage.later()
    stage.network.after = nothing
    answer_unknown(actor=cast.bo, delivery=rows(thread)[0], arrived=True)
    stage.later()
    assert [text for text, _ in hangs(stage)] == ["one"]
    assert states(thread) == [State.SENT, State.FAILED, State.QUEUED, State.QUEUED]
    assert "cannot hang below it" in rows(thread)[1].last_error


# promise C1
def test_a_pause_in_the_middle_holds_the_rest_until_it_is_released(
    cast: Cast, stage: Stage, thread: Post
) -> None:
    second = rows(thread)[1]
    placed: list[Pause] = []

    def place(key: str) -> None:
        if key == second.key and not placed:
            placed.append(place_pause(actor=cast.ada, reason="An accident"))

    stage.network.preparing = place
    stage.work()
    assert states(thread) == [State.SENT, State.PAUSED, State.QUEUED, State.QUEUED]
    lift_pause(actor=cast.ada, pause=placed[0])
    release_paused(actor=cast.bo, deliveries=[rows(thread)[1]])
    stage.later()
    assert hangs(stage) == ALL


def test_the_page_says_how_many_parts_are_live(stage: Stage, thread: Post) -> None:
    def said() -> str:
        spoken = channel_status(list(Delivery.objects.filter(post=thread).order_by("id")))
        assert spoken is not None
        return spoken[1].sentence

    assert said() == "A thread of 4 parts. Waits for its time."
    stage.network.before = on_part(thread, 3, Rejected("no"))
    stage.work()
    assert said() == "2 of 4 parts are live. Part 3: It did not leave. The reason: no"
    stage.network.before = nothing
    Delivery.objects.filter(state=State.FAILED).update(state=State.QUEUED, due_at=clock.now())
    stage.later()
    assert said() == "Live, all 4 parts of the thread."


def test_a_planned_thread_becomes_a_draft_again_and_a_new_thread(
    cast: Cast, stage: Stage, thread: Post
) -> None:
    post = unschedule_post(actor=cast.bo, post=thread)
    release(cast.bo, post)
    stage.work()
    assert list(stage.network.posts.values()) == STANDING


def test_taking_back_takes_back_every_part(cast: Cast, stage: Stage, thread: Post) -> None:
    stage.network.before = on_part(thread, 3, Rejected("no"))
    stage.work()
    stage.network.before = nothing
    remove_post(actor=cast.bo, post=thread)
    with pytest.raises(Conflict):
        remove_post(actor=cast.bo, post=thread)
    stage.later()
    assert stage.network.posts == {}
    assert states(thread) == [State.SENT, State.SENT, State.CANCELLED, State.CANCELLED]


def test_an_edit_touches_the_changed_part_alone(cast: Cast, stage: Stage, thread: Post) -> None:
    stage.work()
    edit(cast, thread, FOUR.replace("two", "zwei"))
    stage.work()
    assert list(stage.network.posts.values()) == ["one", "zwei", "three", "four"]
    assert stage.network.calls["revise"] == 1


def test_an_edit_of_a_thread_that_waits_is_what_leaves(cast: Cast, stage: Stage, thread: Post) -> None:
    edit(cast, thread, "eins\n---\nzwei")
    stage.work()
    assert hangs(stage) == [("eins", ""), ("zwei", "r1")]


def test_a_thread_grows_shrinks_and_grows_again(cast: Cast, stage: Stage, thread: Post) -> None:
    stage.work()
    edit(cast, thread, "one\n---\ntwo")
    stage.later()
    assert list(stage.network.posts.values()) == ["one", "two"]
    edit(cast, thread, "only this")
    stage.later()
    assert list(stage.network.posts.values()) == ["only this"]
    edit(cast, thread, "only this\n---\nand that\n---\nand more")
    stage.later()
    assert hangs(stage)[4:] == [("and that", "r1"), ("and more", "r5")]
    assert list(stage.network.posts.values()) == ["only this", "and that", "and more"]
    assert [(row.part, row.parts) for row in rows(thread)] == [(1, 3), (2, 3), (3, 3)]
    remove_post(actor=cast.bo, post=Post.objects.get(pk=thread.pk))
    stage.later()
    assert stage.network.posts == {}


def test_an_edit_while_a_part_is_leaving_ends_with_the_new_words(
    cast: Cast, stage: Stage, thread: Post
) -> None:
    second = rows(thread)[1]
    done: list[str] = []

    def change(key: str) -> None:
        if key == second.key and not done:
            done.append(key)
            edit(cast, thread, "eins\n---\nzwei")

    stage.network.after = change
    stage.later()
    stage.later()
    assert list(stage.network.posts.values()) == ["eins", "zwei"]


def test_a_thread_of_too_many_parts_is_refused(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice, "x\n---\n" * 26)
    with pytest.raises(Invalid, match="at most 25 parts"):
        release(cast.bo, post)


def test_a_link_that_is_longer_than_a_part_is_refused(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice, "Look: https://example.org/" + "x" * 5000)
    with pytest.raises(Invalid, match="cannot be cut"):
        release(cast.bo, post)
