"""Edits and removals, in every state the post may be in (promise A11)."""

import pytest

from manyvoices.core.refusals import Conflict
from manyvoices.networks.contract import TryLater, Unknown
from manyvoices.publishing.actions.answer_unknown import answer_unknown
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.models import Delivery, Post, State, Verb
from manyvoices.publishing.tests.stage import Stage, fail, nothing, released, state
from tests.cast import Cast


def edit(cast: Cast, post: Post, text: str) -> None:
    """Edits the newest version as Bo."""
    fresh = Post.objects.get(pk=post.pk)
    newest = max(variant.version for variant in fresh.variants.all())
    edit_post(actor=cast.bo, post=fresh, version=newest, text=text)


def remove(cast: Cast, post: Post) -> None:
    remove_post(actor=cast.bo, post=Post.objects.get(pk=post.pk))


def of(post: Post, verb: Verb) -> list[State]:
    """States of the post's deliveries of one verb, in order."""
    rows = Delivery.objects.filter(post=post, verb=verb).order_by("id")
    return [State(row.state) for row in rows]


def test_an_edit_before_it_left_is_what_leaves(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    edit(cast, delivery.post, "second")
    stage.work()
    assert stage.network.posts == {"r1": "second"}
    assert of(delivery.post, Verb.REVISE) == []


def test_an_edit_after_it_left_changes_it_there(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    stage.work()
    edit(cast, delivery.post, "second")
    stage.work()
    assert stage.network.posts == {"r1": "second"}
    assert of(delivery.post, Verb.REVISE) == [State.SENT]


def test_of_two_quick_edits_the_last_one_is_sent(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    stage.work()
    edit(cast, delivery.post, "second")
    edit(cast, delivery.post, "third")
    stage.work()
    assert stage.network.posts == {"r1": "third"}
    assert of(delivery.post, Verb.REVISE) == [State.CANCELLED, State.SENT]
    assert stage.network.calls["revise"] == 1


# promise A11
def test_an_edit_during_the_call_follows_it(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    stage.network.after = lambda _key: edit(cast, delivery.post, "second")
    rows = stage.claim()
    stage.handle(rows)
    assert stage.network.posts == {"r1": "first"}
    stage.network.after = nothing
    stage.work()
    assert stage.network.posts == {"r1": "second"}
    assert stage.network.calls["publish"] == 1


# promise A11
def test_an_edit_between_claim_and_call_follows_it_too(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    stage.network.preparing = lambda _key: edit(cast, delivery.post, "second")
    stage.handle(stage.claim())
    stage.network.preparing = nothing
    stage.work()
    assert stage.network.posts == {"r1": "second"}
    assert stage.network.calls["publish"] == 1


def test_an_edit_waits_for_an_unknown_post(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    stage.network.after = fail(Unknown("500"))
    stage.work()
    stage.network.after = nothing
    edit(cast, delivery.post, "second")
    assert stage.work() == 0
    stage.later()
    assert state(delivery) == State.SENT
    assert stage.network.posts == {"r1": "second"}
    assert stage.network.published == [delivery.key]


def test_an_edit_with_an_unknown_outcome_is_simply_done_again(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    stage.work()
    edit(cast, delivery.post, "second")
    stage.network.after = fail(Unknown("500"))
    stage.work()
    stage.network.after = nothing
    stage.later()
    stage.later()
    assert of(delivery.post, Verb.REVISE) == [State.SENT]
    assert (stage.network.posts, stage.network.published) == ({"r1": "second"}, [delivery.key])


# promise A4
def test_an_edit_of_a_post_whose_name_nobody_knows_is_refused_and_never_publishes(
    cast: Cast, stage: Stage
) -> None:
    stage.network.can -= {"find"}
    delivery = released(cast.bo, cast.bo_voice, "first")
    stage.network.after = fail(Unknown("500"))
    stage.work()
    stage.later()
    answer_unknown(actor=cast.bo, delivery=Delivery.objects.get(pk=delivery.pk), arrived=True)
    stage.network.after = nothing
    edit(cast, delivery.post, "second")
    stage.work()
    assert of(delivery.post, Verb.REVISE) == [State.FAILED]
    remove(cast, delivery.post)
    stage.work()
    assert of(delivery.post, Verb.REMOVE) == [State.FAILED]
    assert stage.network.published == [delivery.key]


def test_a_removal_before_it_left_cancels_it(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    remove(cast, delivery.post)
    assert stage.work() == 0
    assert state(delivery) == State.CANCELLED
    assert of(delivery.post, Verb.REMOVE) == []


def test_a_removal_after_it_left_removes_it_there_and_only_once(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.work()
    remove(cast, delivery.post)
    with pytest.raises(Conflict):
        remove(cast, delivery.post)
    stage.work()
    assert stage.network.posts == {}
    assert of(delivery.post, Verb.REMOVE) == [State.SENT]


# promise A11
@pytest.mark.parametrize("moment", ["preparing", "before", "after"])
def test_a_removal_while_it_leaves_wins_in_the_end(cast: Cast, stage: Stage, moment: str) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    setattr(stage.network, moment, lambda _key: remove(cast, delivery.post))
    stage.handle(stage.claim())
    setattr(stage.network, moment, nothing)
    stage.work()
    assert stage.network.posts == {}
    assert len(stage.network.published) == (0 if moment == "preparing" else 1)


def test_a_removal_waits_for_an_unknown_post(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.after = fail(Unknown("500"))
    stage.work()
    stage.network.after = nothing
    remove(cast, delivery.post)
    stage.later()
    assert stage.network.posts == {}
    assert of(delivery.post, Verb.REMOVE) == [State.SENT]


def test_an_unknown_post_that_never_arrived_is_not_sent_after_its_removal(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(Unknown("500"))
    stage.work()
    stage.network.before = nothing
    remove(cast, delivery.post)
    stage.later()
    assert state(delivery) == State.CANCELLED
    assert of(delivery.post, Verb.REMOVE) == [State.CANCELLED]
    assert stage.network.published == []


def test_a_removal_overtakes_a_waiting_edit(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    stage.work()
    edit(cast, delivery.post, "second")
    remove(cast, delivery.post)
    stage.work()
    assert stage.network.posts == {}
    assert of(delivery.post, Verb.REVISE) == [State.CANCELLED]


def test_a_removal_the_network_puts_off_is_tried_again(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.work()
    remove(cast, delivery.post)
    stage.network.before = fail(TryLater("busy"))
    stage.work()
    stage.network.before = nothing
    stage.later()
    assert stage.network.posts == {}
