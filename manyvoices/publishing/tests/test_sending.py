"""From a queued delivery to each of its ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.networks.contract import NetworkError, Receipt, Reconnect, Rejected, TryLater, Unknown
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.tests.stage import Stage, fail, nothing, released, state
from manyvoices.publishing.work import marks, passing
from manyvoices.voices.models import ChannelState
from tests.cast import Cast


def test_a_post_leaves_once_and_is_live(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    assert stage.work() == 1
    assert state(delivery) == State.SENT
    assert (delivery.remote_id, delivery.url) == ("r1", "https://network.example/r1")
    assert delivery.sent_at is not None
    assert (delivery.taken_by, delivery.due_at) == (None, None)
    delivery.post.refresh_from_db()
    assert delivery.post.published_at is not None
    assert stage.later() == 0
    assert stage.network.published == [delivery.key]


# promise A15
def test_what_was_written_is_what_is_sent(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice, "Zug 12 fährt wieder. 🚆", "service")
    stage.work()
    (sent,) = stage.network.outgoing
    assert (sent.text, sent.language, sent.kind, sent.world) == (
        "Zug 12 fährt wieder. 🚆",
        "en",
        "service",
        "live",
    )
    assert sent.key == delivery.key


def test_sending_is_committed_before_the_call(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    seen: list[State] = []
    stage.network.before = lambda _key: seen.append(state(delivery))
    stage.work()
    assert seen == [State.SENDING]
    assert delivery.settled_at is not None
    assert delivery.sending_at is not None


# promise A5
def test_told_to_wait_it_waits_as_long_and_then_leaves(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(TryLater("too many", timedelta(minutes=7)))
    stage.work()
    assert state(delivery) == State.QUEUED
    assert delivery.due_at is not None
    assert timedelta(minutes=6.9) < delivery.due_at - clock.now() <= timedelta(minutes=7.7)
    assert delivery.last_error == "too many"
    stage.network.before = nothing
    stage.later()
    assert state(delivery) == State.SENT
    assert stage.network.published == [delivery.key]


@pytest.mark.parametrize("asked", [None, timedelta(days=900), timedelta(0), timedelta(-1)])
def test_no_wait_is_absurd(cast: Cast, stage: Stage, asked: timedelta | None) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(TryLater("later", asked))
    stage.work()
    delivery.refresh_from_db()
    assert delivery.due_at is not None
    assert timedelta(0) < delivery.due_at - clock.now() <= timedelta(hours=6.6)


def test_a_refusal_fails_with_its_reason_and_is_not_tried_again(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(Rejected("The network refused it: no links"))
    stage.work()
    assert state(delivery) == State.FAILED
    assert delivery.last_error == "The network refused it: no links"
    assert stage.later() == 0


# promise A8
def test_a_revoked_token_fails_and_marks_the_channel(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    later = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(Reconnect("connect again"))
    stage.work()
    assert state(delivery) == State.FAILED
    delivery.channel.refresh_from_db()
    assert (delivery.channel.state, delivery.channel.state_reason) == (
        ChannelState.RECONNECT,
        "connect again",
    )
    assert state(later) == State.FAILED
    assert stage.network.calls["publish"] <= 2
    another = stage.later()
    assert another == 0


# promise A2
@pytest.mark.parametrize("error", [Unknown("answered 500"), RuntimeError("our own bug"), OSError("lost")])
def test_accepted_without_an_answer_is_looked_for_and_not_repeated(
    cast: Cast, stage: Stage, error: Exception
) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.after = fail(error)
    stage.work()
    assert state(delivery) == State.UNKNOWN
    assert stage.network.calls["find"] == 0
    stage.later()
    assert state(delivery) == State.SENT
    assert delivery.remote_id == "r1"
    assert stage.network.published == [delivery.key]


def test_provably_absent_is_sent_again(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(Unknown("answered 500"))
    stage.work()
    stage.network.before = nothing
    stage.later()
    assert state(delivery) == State.SENT
    assert stage.network.published == [delivery.key]


# promise A6
def test_a_network_that_keeps_failing_is_given_time(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(Unknown("answered 500"))
    for _ in range(6):
        stage.later()
    assert state(delivery) in {State.QUEUED, State.UNKNOWN}
    assert stage.network.calls["publish"] < 6
    assert stage.network.published == []


def test_a_look_up_that_cannot_tell_changes_nothing(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.after = fail(Unknown("answered 500"))
    stage.network.looking = fail(Unknown("answered 503"))
    stage.work()
    stage.later()
    assert state(delivery) == State.UNKNOWN
    assert delivery.due_at is not None
    assert delivery.due_at > clock.now()
    assert stage.network.published == [delivery.key]


# promise A9
@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (TryLater("busy"), State.QUEUED),
        (Unknown("the upload broke off"), State.QUEUED),
        (Rejected("too large"), State.FAILED),
        (Reconnect("connect again"), State.FAILED),
    ],
)
def test_preparing_may_be_repeated(cast: Cast, stage: Stage, error: NetworkError, expected: State) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.preparing = fail(error)
    stage.work()
    assert state(delivery) == expected
    assert stage.network.calls["publish"] == 0


def test_what_was_uploaded_is_not_uploaded_again(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(TryLater("busy"))
    stage.work()
    stage.network.before = nothing
    stage.later()
    assert state(delivery) == State.SENT
    assert stage.network.calls["prepare"] == 1


def test_a_machine_that_slept_before_the_call_does_not_call(
    cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    slept, awake, commit = 0.0, clock.elapsed, passing.commit_sending

    def then_it_sleeps(*args: Any) -> float | None:
        nonlocal slept
        passed = commit(*args)
        slept = 11.0
        return passed

    with monkeypatch.context() as patched:
        patched.setattr(clock, "steadiness", clock.Steadiness())
        patched.setattr(clock, "elapsed", lambda: awake() + slept)
        patched.setattr("manyvoices.publishing.work.sending.commit_sending", then_it_sleeps)
        stage.handle(stage.claim())
    assert state(delivery) == State.QUEUED
    assert stage.network.calls["publish"] == 0
    stage.later()
    assert state(delivery) == State.SENT
    assert stage.network.published == [delivery.key]


# promise A1
def test_a_dead_workers_call_is_looked_for_once_it_has_settled(cast: Cast, stage: Stage) -> None:
    waiting, flying = released(cast.bo, cast.bo_voice), released(cast.bo, cast.bo_voice, "second")
    dead, span = new_id(), timedelta(seconds=12)
    long_ago = clock.now() - timedelta(hours=3)
    Delivery.objects.update(taken_by=dead, taken_until=clock.now())
    Delivery.objects.filter(pk=flying.pk).update(
        state=State.SENDING, sending_at=long_ago, settled_at=long_ago + span
    )
    now = clock.now()
    stage.kind.take_over(Delivery.objects.filter(taken_by=dead), now)
    assert (state(waiting), waiting.taken_by) == (State.QUEUED, None)
    assert (state(flying), flying.taken_by) == (State.UNKNOWN, None)
    assert flying.due_at == flying.settled_at == now + span
    stage.network.keys[flying.key] = "there"
    stage.later()
    assert (state(waiting), state(flying), flying.remote_id) == (State.SENT, State.SENT, "there")
    assert stage.network.published == [waiting.key]


# promise B1
def test_a_settling_time_from_a_wrong_clock_is_cut(cast: Cast, stage: Stage) -> None:
    delivery, dead, now = released(cast.bo, cast.bo_voice), new_id(), clock.now()
    Delivery.objects.update(
        taken_by=dead, state=State.SENDING, sending_at=now, settled_at=now + timedelta(days=400)
    )
    stage.kind.take_over(Delivery.objects.all(), now)
    delivery.refresh_from_db()
    assert delivery.due_at == now + stage.kind.timing.longest


def test_a_worker_that_lost_its_row_during_the_call_writes_nothing(cast: Cast, stage: Stage) -> None:
    delivery, other = released(cast.bo, cast.bo_voice), new_id()

    def taken(_key: str) -> None:
        Delivery.objects.update(taken_by=other)

    stage.network.after = taken
    stage.work()
    assert (state(delivery), delivery.taken_by, delivery.remote_id) == (State.SENDING, other, "")


def test_a_row_taken_over_before_the_fence_is_not_sent(cast: Cast, stage: Stage) -> None:
    released(cast.bo, cast.bo_voice)
    rows = stage.claim()
    Delivery.objects.update(taken_by=new_id())
    stage.handle(rows)
    assert stage.network.published == []


def test_one_broken_row_does_not_touch_the_others(cast: Cast, stage: Stage) -> None:
    deliveries = [released(cast.bo, cast.bo_voice, f"post {number}") for number in range(4)]

    def one_breaks(key: str) -> None:
        if key == deliveries[1].key:
            raise ZeroDivisionError

    stage.network.preparing = one_breaks
    stage.work()
    assert [state(one) for one in deliveries] == [State.SENT, State.QUEUED, State.SENT, State.SENT]
    assert deliveries[1].last_error.startswith("ZeroDivisionError")


# promise A14
def test_a_database_that_fails_after_the_call_leads_to_a_look_and_not_to_a_second_call(
    cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = released(cast.bo, cast.bo_voice)

    def full_disk(*_args: object) -> bool:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(marks, "sent", full_disk)
        stage.work()
    assert state(delivery) == State.UNKNOWN
    stage.later()
    assert state(delivery) == State.SENT
    assert stage.network.published == [delivery.key]


def test_a_database_that_fails_for_good_keeps_the_rows_with_their_worker(
    cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = released(cast.bo, cast.bo_voice)

    def full_disk(*_args: object) -> bool:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(marks, "sent", full_disk)
        patch.setattr(marks, "broke", full_disk)
        stage.work()
    assert (state(delivery), delivery.taken_by) == (State.SENDING, stage.worker)
    stage.kind.take_over(Delivery.objects.filter(taken_by=stage.worker), clock.now())
    stage.later()
    assert state(delivery) == State.SENT
    assert stage.network.published == [delivery.key]


# promise E12
@pytest.mark.parametrize("world", ["drill", "demo"])
def test_a_drill_never_reaches_a_real_channel(cast: Cast, world: str) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(world=world)
    for practice in ("sandbox", "sandbox-blind"):
        assert Delivery.objects.filter(pk=delivery.pk).update(world=world, network=practice) == 1


def test_one_post_is_published_once_a_channel(cast: Cast) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    delivery.pk = new_id()
    delivery.key = "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        delivery.save(force_insert=True)


def test_the_receipt_of_a_talkative_network_is_cut(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    (row,) = stage.claim()
    assert marks.sent(row, stage.worker, Receipt("r" * 900, "u" * 900))
    delivery.refresh_from_db()
    assert (len(delivery.remote_id), delivery.url) == (500, "")
