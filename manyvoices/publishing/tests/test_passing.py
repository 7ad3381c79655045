"""Everything that may forbid a send is asked at the last moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.media.models import File
from manyvoices.pauses.actions.confirm_pauses import confirm_pauses
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.in_flight import in_flight
from manyvoices.pauses.models import Covers, Pause
from manyvoices.people.models import Consent, Grant, Person, Role, RoleName
from manyvoices.publishing.models import Attachment, Delivery, Post, State
from manyvoices.publishing.tests.stage import Stage, released, state
from manyvoices.voices.models import Channel, ChannelState, Speaker, Voice
from tests.cast import Cast

# What changed between the release and the send, and a word of the reason that the author reads.
FORBIDDING: list[tuple[Callable[[Cast], object], str]] = [
    (lambda cast: Consent.objects.update(withdrawn_at=clock.now()), "consent"),
    (lambda cast: Consent.objects.update(expires_at=clock.now() - timedelta(seconds=1)), "consent"),
    (lambda cast: Channel.objects.update(state=ChannelState.RECONNECT), "not connected"),
    (lambda cast: Voice.objects.update(resting_since=clock.now()), "rests"),
    (lambda cast: Voice.objects.update(closed_at=clock.now()), "rests"),
    (lambda cast: Person.objects.filter(pk=cast.bo.pk).update(is_active=False), "not with us"),
    (lambda cast: Grant.objects.update(revoked_at=clock.now()), "grant"),
    (lambda cast: Grant.objects.update(expires_at=clock.now() - timedelta(seconds=1)), "grant"),
]


# promise I15
@pytest.mark.parametrize(("happens", "word"), FORBIDDING)
def test_what_is_not_allowed_any_more_does_not_leave(
    cast: Cast, stage: Stage, happens: Callable[[Cast], object], word: str
) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    happens(cast)
    stage.work()
    assert state(delivery) == State.FAILED
    assert word in delivery.last_error
    assert stage.network.published == []


def test_nothing_leaves_with_a_picture_whose_rights_ended_meanwhile(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    shown = File.objects.create(
        name=f"{'ab' * 16}.png",
        mime="image/png",
        sha256="0" * 64,
        size=9,
        width=1,
        height=1,
        made_at=clock.now(),
    )
    Attachment.objects.create(post=delivery.post, file=shown)
    shown.expires_on = (clock.now() - timedelta(days=2)).date()
    shown.save()
    stage.work()
    assert state(delivery) == State.FAILED
    assert "rights" in delivery.last_error
    assert stage.network.published == []


# promise E1
def test_a_clock_that_was_set_forward_confirms_no_pause_early(
    cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(cast.bo, cast.bo_voice)
    pause = place_pause(actor=cast.ada, reason="a train stands still")
    settled = clock.now() - timedelta(seconds=1)
    Delivery.objects.update(state=State.UNKNOWN, sending_at=settled, settled_at=settled)
    assert in_flight(pause) == 0
    monkeypatch.setattr(clock.steadiness, "seconds", lambda: 1.0)
    assert in_flight(pause) == 1


def test_a_shared_voice_that_was_closed_to_its_speaker_says_nothing(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.ada, cast.brand_voice)
    Speaker.objects.update(ended_at=clock.now())
    stage.work()
    assert state(delivery) == State.FAILED
    assert stage.network.published == []


def test_a_shared_voice_needs_no_consent_of_a_person(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.ada, cast.brand_voice)
    Consent.objects.all().delete()
    stage.work()
    assert state(delivery) == State.SENT


def test_an_editor_whose_role_ended_does_not_publish(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.ada, cast.brand_voice)
    Role.objects.filter(person=cast.ada, name=RoleName.EDITOR).update(ended_at=clock.now())
    stage.work()
    assert state(delivery) == State.FAILED


def pause(cast: Cast, covers: str = Covers.PROMOTIONAL, world: str = World.LIVE) -> Pause:
    return place_pause(actor=cast.ada, reason="a train stands still", covers=covers, world=world)


# promise E1
# promise E4
@pytest.mark.parametrize(
    ("kind", "expected"),
    [("promotion", State.PAUSED), ("story", State.PAUSED), ("help", State.SENT), ("service", State.SENT)],
)
def test_a_pause_holds_what_is_promotional_and_lets_help_flow(
    cast: Cast, stage: Stage, kind: str, expected: State
) -> None:
    delivery = released(cast.bo, cast.bo_voice, kind=kind)
    pause(cast)
    stage.work()
    assert state(delivery) == expected
    assert (delivery.key in stage.network.published) == (expected == State.SENT)


# promise E1
def test_a_pause_placed_between_claim_and_commit_is_seen(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)

    def placed(_key: str) -> None:
        pause(cast)

    stage.network.preparing = placed
    stage.work()
    assert state(delivery) == State.PAUSED
    assert (delivery.taken_by, delivery.due_at) == (None, None)
    assert stage.network.published == []
    assert confirm_pauses() == 1


# promise E1
def test_a_pause_is_not_confirmed_while_something_is_in_flight(cast: Cast, stage: Stage) -> None:
    """Committed before the pause: it may arrive, so the pause is not said to hold until it has."""
    delivery, counted, confirmed = released(cast.bo, cast.bo_voice), [], []

    def placed_during_the_call(_key: str) -> None:
        counted.append(in_flight(pause(cast)))
        confirmed.append(confirm_pauses())

    stage.network.before = placed_during_the_call
    stage.work()
    assert (counted, confirmed) == ([1], [0])
    assert state(delivery) == State.SENT
    assert confirm_pauses() == 1
    assert confirm_pauses() == 0


# promise E1
def test_an_unknown_outcome_counts_until_it_has_settled(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    pause(cast)
    Delivery.objects.update(state=State.UNKNOWN, settled_at=clock.now() + timedelta(seconds=60))
    assert confirm_pauses() == 0
    Delivery.objects.update(settled_at=clock.now() - timedelta(seconds=1))
    assert confirm_pauses() == 1
    stage.work()  # looked for, not there, queued, and held by the fence
    stage.work()
    assert state(delivery) == State.PAUSED
    assert stage.network.published == []


def test_what_a_pause_does_not_cover_does_not_delay_it(cast: Cast) -> None:
    released(cast.bo, cast.bo_voice, kind="help")
    Delivery.objects.update(state=State.SENDING, settled_at=clock.now() + timedelta(seconds=60))
    pause(cast)
    assert confirm_pauses() == 1


def test_the_strict_pause_lets_only_crisis_posts_pass(cast: Cast, stage: Stage) -> None:
    helping, crisis = released(cast.bo, cast.bo_voice, kind="help"), released(cast.bo, cast.bo_voice)
    Delivery.objects.filter(pk=crisis.pk).update(kind="crisis")
    Post.objects.filter(pk=crisis.post_id).update(kind="crisis")
    pause(cast, Covers.ALL_BUT_CRISIS)
    stage.work()
    assert (state(helping), state(crisis)) == (State.PAUSED, State.SENT)


# promise E4
def test_a_kind_nobody_knows_is_paused(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    Delivery.objects.update(kind="of a newer version")
    pause(cast)
    stage.work()
    assert state(delivery) == State.PAUSED


# promise E12
def test_a_drills_pause_stops_no_live_post(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    pause(cast, world=World.DRILL)
    stage.work()
    assert state(delivery) == State.SENT


def test_a_pause_of_a_unit_covers_the_units_below_it_and_no_other(cast: Cast, stage: Stage) -> None:
    below, beside = released(cast.bo, cast.bo_voice), released(cast.ada, cast.ada_voice)
    place_pause(actor=cast.ada, reason="the depot burns", unit=cast.operations)
    stage.work()
    assert (state(below), state(beside)) == (State.PAUSED, State.SENT)


def test_a_post_taken_back_before_it_left_never_leaves(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    Post.objects.update(removed_at=clock.now())
    stage.work()
    assert state(delivery) == State.CANCELLED
    assert stage.network.published == []
