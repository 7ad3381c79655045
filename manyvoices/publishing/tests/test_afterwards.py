"""What people do about posts that failed, are unknown, were held by a pause or should not stand any more."""

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.networks.contract import Rejected, Unknown
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.publishing.actions.answer_unknown import answer_unknown
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.release_paused import GAP, release_paused
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.actions.retry_delivery import retry_delivery
from manyvoices.publishing.actions.withdraw_post import withdraw_post
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.tests.stage import Stage, fail, nothing, released, state
from tests.cast import Cast


@pytest.fixture
def failed(cast: Cast, stage: Stage) -> Delivery:
    """A delivery that the network refused once."""
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(Rejected("no links"))
    stage.work()
    stage.network.before = nothing
    return delivery


@pytest.fixture
def asked(cast: Cast, stage: Stage) -> Delivery:
    """A delivery that was accepted by a network that cannot be asked."""
    stage.network.can -= {"find"}
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.after = fail(Unknown("500"))
    stage.work()
    stage.later()
    stage.network.after = nothing
    delivery.refresh_from_db()
    return delivery


def test_a_failed_delivery_is_retried_once(cast: Cast, stage: Stage, failed: Delivery) -> None:
    retry_delivery(actor=cast.bo, delivery=failed)
    with pytest.raises(Conflict):
        retry_delivery(actor=cast.bo, delivery=failed)
    stage.work()
    assert state(failed) == State.SENT
    assert stage.network.published == [failed.key]


def test_a_retry_is_for_those_who_speak_as_the_voice(cast: Cast, failed: Delivery) -> None:
    for other in (cast.ada, cast.dan, cast.eve):
        with pytest.raises(Refused):
            retry_delivery(actor=other, delivery=failed)
    assert state(failed) == State.FAILED


# promise A4
def test_where_nothing_can_be_looked_for_a_person_is_asked_and_nothing_repeated(
    stage: Stage, asked: Delivery
) -> None:
    assert (asked.state, asked.due_at) == (State.UNKNOWN, None)
    assert asked.asked_at is not None
    assert stage.later() == 0
    assert stage.network.published == [asked.key]


# promise A4
def test_it_is_there(cast: Cast, stage: Stage, asked: Delivery) -> None:
    answer_unknown(actor=cast.bo, delivery=asked, arrived=True, url="https://network.example/seen")
    assert (state(asked), asked.answered_by, asked.url) == (
        State.SENT,
        cast.bo,
        "https://network.example/seen",
    )
    asked.post.refresh_from_db()
    assert asked.post.published_at is not None
    with pytest.raises(Conflict):
        answer_unknown(actor=cast.bo, delivery=asked, arrived=False)
    assert stage.later() == 0
    assert stage.network.published == [asked.key]


# promise A4
def test_send_it(cast: Cast, stage: Stage, asked: Delivery) -> None:
    answer_unknown(actor=cast.bo, delivery=asked, arrived=False)
    with pytest.raises(Conflict):
        answer_unknown(actor=cast.bo, delivery=asked, arrived=True)
    stage.work()
    assert state(asked) == State.SENT
    assert stage.network.published == [asked.key, asked.key]  # because a person said so


def test_an_answer_is_for_those_who_speak_as_the_voice(cast: Cast, asked: Delivery) -> None:
    for other in (cast.ada, cast.dan, cast.eve):
        with pytest.raises(Refused):
            answer_unknown(actor=other, delivery=asked, arrived=False)
    assert state(asked) == State.UNKNOWN


def test_what_a_network_can_tell_is_no_question_for_a_person(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.after = fail(Unknown("500"))
    stage.work()
    with pytest.raises(Conflict):
        answer_unknown(actor=cast.bo, delivery=delivery, arrived=False)


# promise E6
def test_what_a_pause_held_waits_for_a_person_and_leaves_in_turn(cast: Cast, stage: Stage) -> None:
    held = [released(cast.bo, cast.bo_voice, f"post {number}") for number in range(3)]
    pause = place_pause(actor=cast.ada, reason="a train stands still")
    stage.work()
    with pytest.raises(Conflict):
        release_paused(actor=cast.bo, deliveries=held)
    lift_pause(actor=cast.ada, pause=pause)
    assert stage.later() == 0
    assert release_paused(actor=cast.bo, deliveries=held, spread=True) == 3
    assert release_paused(actor=cast.bo, deliveries=held, spread=True) == 0
    assert stage.work() == 1
    due = [Delivery.objects.get(pk=one.pk).due_at for one in held[1:]]
    assert all(at is not None for at in due)
    assert [round((at - clock.now()) / GAP) for at in due if at] == [1, 2]


def test_releasing_is_for_those_who_may_publish(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    Delivery.objects.update(state=State.PAUSED, due_at=None)
    for other in (cast.ada, cast.dan, cast.eve):
        with pytest.raises(Refused):
            release_paused(actor=other, deliveries=[delivery])
    assert state(delivery) == State.PAUSED


def test_editing_and_removing_is_for_those_who_speak_as_the_voice(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "as it was")
    stage.work()
    for other in (cast.ada, cast.dan, cast.eve):
        with pytest.raises(Refused):
            edit_post(actor=other, post=delivery.post, version=1, text="not mine")
        with pytest.raises(Refused):
            remove_post(actor=other, post=delivery.post)
    stage.work()
    assert stage.network.posts == {"r1": "as it was"}


@pytest.mark.parametrize("text", ["", "short\n---\n" * 26])
def test_an_edit_that_does_not_fit_changes_nothing(cast: Cast, stage: Stage, text: str) -> None:
    delivery = released(cast.bo, cast.bo_voice, "as it was")
    stage.work()
    with pytest.raises(Invalid):
        edit_post(actor=cast.bo, post=delivery.post, version=1, text=text)
    stage.work()
    assert (stage.network.posts, delivery.post.variants.count()) == ({"r1": "as it was"}, 1)


def test_of_two_editors_the_second_sees_the_first(cast: Cast) -> None:
    delivery = released(cast.bo, cast.bo_voice, "first")
    edit_post(actor=cast.bo, post=delivery.post, version=1, text="second")
    with pytest.raises(Conflict):
        edit_post(actor=cast.bo, post=delivery.post, version=1, text="third")


def test_a_lead_withdraws_a_post_of_the_organisation_with_a_reason(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.ada, cast.brand_voice)
    stage.work()
    with pytest.raises(Invalid):
        withdraw_post(actor=cast.ada, post=delivery.post, reason="  ")
    post = withdraw_post(actor=cast.ada, post=delivery.post, reason="the figure was wrong")
    assert (post.removed_by, post.remove_reason) == (cast.ada, "the figure was wrong")
    with pytest.raises(Conflict):
        withdraw_post(actor=cast.ada, post=delivery.post, reason="again")
    stage.work()
    assert stage.network.posts == {}
    row = AuditRow.objects.get(verb="withdraw_post")
    assert (row.actor_id, row.because) == (cast.ada.pk, "the figure was wrong")


def test_nobody_withdraws_what_a_person_said_as_themselves(cast: Cast, stage: Stage) -> None:
    own, shared = released(cast.bo, cast.bo_voice), released(cast.ada, cast.brand_voice)
    stage.work()
    with pytest.raises(Refused):
        withdraw_post(actor=cast.ada, post=own.post, reason="I do not like it")
    for other in (cast.bo, cast.dan, cast.eve):
        with pytest.raises(Refused):
            withdraw_post(actor=other, post=shared.post, reason="I do not like it")
    assert len(stage.network.posts) == 2
