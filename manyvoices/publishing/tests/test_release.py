"""Publishing now or later, and taking a plan back."""

from datetime import UTC, datetime, timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.people.models import Grant, Person
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.publishing.tests.stage import Stage, draft, released, state
from manyvoices.voices.models import Channel, ChannelState, Speaker
from tests.cast import Cast

LATER = datetime(2031, 7, 1, 9, 30)  # noqa: DTZ001 - a wall clock shows no zone


def release(actor: Person, post: Post, **more: object) -> Post:
    return release_post(actor=actor, post=post, revision=post.revision, **more)  # type: ignore[arg-type]


def test_now_makes_a_delivery_for_each_channel(cast: Cast) -> None:
    post = release(cast.bo, draft(cast.bo, cast.bo_voice))
    assert (post.released_by, post.prepared_by, post.scheduled_at) == (cast.bo, cast.bo, None)
    delivery = Delivery.objects.get(post=post)
    assert (delivery.state, delivery.network, delivery.kind, delivery.world) == (
        State.QUEUED,
        "native",
        "story",
        "live",
    )
    assert delivery.due_at is not None
    assert delivery.due_at <= clock.now()
    assert AuditRow.objects.filter(verb="release_post", actor_id=cast.bo.pk, target_id=post.pk).count() == 1


# promise A12
def test_pressed_twice_it_is_released_once(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    release(cast.bo, Post.objects.get(pk=post.pk))
    for seen in (post, Post.objects.get(pk=post.pk)):
        with pytest.raises(Conflict):
            release(cast.bo, seen)
    assert Delivery.objects.count() == 1


def test_an_older_version_than_the_saved_one_is_not_released(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    with pytest.raises(Conflict):
        release_post(actor=cast.bo, post=post, revision=post.revision - 1)
    assert not Delivery.objects.exists()


def test_at_a_time_it_waits_for_that_time_in_that_zone(cast: Cast, stage: Stage) -> None:
    post = release(cast.bo, draft(cast.bo, cast.bo_voice), wall=LATER, time_zone="Europe/Berlin")
    assert post.scheduled_at == datetime(2031, 7, 1, 7, 30, tzinfo=UTC)
    assert post.time_zone == "Europe/Berlin"
    assert stage.work() == 0
    assert stage.network.published == []


@pytest.mark.parametrize(
    ("wall", "zone"),
    [
        (datetime(2001, 1, 1), "Europe/Berlin"),  # noqa: DTZ001
        (LATER, "Europe/Atlantis"),
        (datetime(2031, 3, 30, 2, 30), "Europe/Berlin"),  # noqa: DTZ001
    ],
)
def test_a_time_that_cannot_be_is_refused_and_the_draft_stays(cast: Cast, wall: datetime, zone: str) -> None:
    post = draft(cast.bo, cast.bo_voice)
    with pytest.raises(Invalid) as refused:
        release(cast.bo, post, wall=wall, time_zone=zone)
    assert set(refused.value.fields) == {"scheduled_at"}
    assert Post.objects.get(pk=post.pk).is_draft


@pytest.mark.parametrize("text", ["", "   ", "short\n---\n" * 26])
def test_words_that_do_not_fit_are_refused(cast: Cast, text: str) -> None:
    post = draft(cast.bo, cast.bo_voice, text)
    with pytest.raises(Invalid) as refused:
        release(cast.bo, post)
    assert set(refused.value.fields) == {"text"}
    assert Post.objects.get(pk=post.pk).is_draft


def test_without_a_channel_nobody_could_read_it(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    Channel.objects.update(state=ChannelState.RECONNECT)
    with pytest.raises(Invalid):
        release(cast.bo, post)


def test_only_its_author_releases_a_draft(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    for other in (cast.ada, cast.cleo, cast.dan, cast.eve):
        with pytest.raises(Refused):
            release(other, post)
    assert not Delivery.objects.exists()


def test_without_a_grant_a_draft_stays_a_draft(cast: Cast) -> None:
    Speaker.objects.create(voice=cast.brand_voice, person=cast.dan, because="helps out", since=clock.now())
    post = draft(cast.dan, cast.brand_voice)
    with pytest.raises(Refused, match="takes a grant"):
        release(cast.dan, post)
    Grant.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="takes a grant"):
        release(cast.bo, draft(cast.bo, cast.bo_voice))
    assert not Delivery.objects.exists()


def test_a_plan_becomes_a_draft_again_and_can_be_planned_anew(cast: Cast, stage: Stage) -> None:
    post = release(cast.bo, draft(cast.bo, cast.bo_voice), wall=LATER, time_zone="UTC")
    back = unschedule_post(actor=cast.bo, post=post)
    assert back.is_draft
    assert back.scheduled_at is None
    release(cast.bo, back)
    stage.later()
    assert len(stage.network.published) == 1
    assert sorted(Delivery.objects.values_list("state", flat=True)) == [State.CANCELLED, State.SENT]


@pytest.mark.parametrize("gone", [State.SENDING, State.UNKNOWN, State.SENT])
def test_what_has_left_cannot_be_unscheduled(cast: Cast, gone: State) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    Delivery.objects.update(state=gone, sent_at=clock.now())
    with pytest.raises(Conflict):
        unschedule_post(actor=cast.bo, post=delivery.post)
    assert state(delivery) == gone


def test_what_a_worker_holds_cannot_be_unscheduled(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.claim()
    with pytest.raises(Conflict):
        unschedule_post(actor=cast.bo, post=delivery.post)
    assert state(delivery) == State.QUEUED


def test_unscheduling_is_for_those_who_speak_as_the_voice(cast: Cast) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    for other in (cast.ada, cast.dan, cast.eve):
        with pytest.raises(Refused):
            unschedule_post(actor=other, post=delivery.post)
    unschedule_post(actor=cast.bo, post=delivery.post)
    with pytest.raises(Conflict):
        unschedule_post(actor=cast.bo, post=Post.objects.get(pk=delivery.post_id))
