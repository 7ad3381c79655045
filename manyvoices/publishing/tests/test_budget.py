"""How much trying a delivery and its channel are worth."""

from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.networks.contract import NetworkError, Pace, Reconnect, Rejected, TryLater, Unknown
from manyvoices.notifications.models import Notification
from manyvoices.publishing import holding
from manyvoices.publishing.actions.retry_delivery import retry_delivery
from manyvoices.publishing.models import ChannelFlow, Delivery, DeliveryEvent, Happened, State
from manyvoices.publishing.tests.stage import Happening, Stage, fail, nothing, released, state
from manyvoices.publishing.work.timing import Timing
from manyvoices.voices.models import Channel
from tests.cast import Cast

NEVER: list[NetworkError] = [
    Unknown("answered 500"),
    TryLater("nobody listens"),
    TryLater("busy", timedelta(1)),
]


def again_and_again(stage: Stage) -> None:
    """Time goes by until nothing happens any more."""
    stage.kind.timing = Timing(patience=60, calls=5)
    for _ in range(30):
        if not stage.later():
            return
    raise AssertionError("it is tried for ever")


# promise A6
@pytest.mark.parametrize("hook", ["before", "preparing"])
@pytest.mark.parametrize("error", NEVER, ids=["500", "refused", "429"])
def test_the_retry_budget_is_kept_and_then_it_failed_with_its_reason(
    cast: Cast, stage: Stage, error: NetworkError, hook: str
) -> None:
    delivery, budget = released(cast.bo, cast.bo_voice), 5
    setattr(stage.network, hook, fail(error))
    again_and_again(stage)
    assert state(delivery) == State.FAILED
    calls = stage.network.calls["publish" if hook == "before" else "prepare"]
    assert (calls, delivery.tries) == (budget, budget)
    assert delivery.last_error
    assert delivery.dead_at is not None
    retry_delivery(actor=cast.bo, delivery=delivery)
    setattr(stage.network, hook, nothing)
    stage.later()
    assert (state(delivery), stage.network.published) == (State.SENT, [delivery.key])


# promise A6
def test_after_two_days_it_is_given_up_however_few_calls_were_made(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(TryLater("busy"))
    stage.work()
    DeliveryEvent.objects.update(at=clock.now() - timedelta(hours=49))
    stage.later()
    assert (state(delivery), stage.network.calls["publish"]) == (State.FAILED, 2)


# promise D9
def test_a_fault_of_our_own_is_no_endless_loop(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.preparing = fail(ZeroDivisionError("ours"))
    again_and_again(stage)
    assert state(delivery) == State.FAILED
    assert "ZeroDivisionError" in delivery.last_error


def test_a_look_up_that_never_tells_ends_with_a_question(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.after, stage.network.looking = fail(Unknown("500")), fail(Unknown("503"))
    stage.work()
    Delivery.objects.update(sending_at=clock.now() - timedelta(hours=49))
    stage.later()
    assert state(delivery) == State.UNKNOWN
    assert delivery.asked_at is not None
    assert stage.later() == 0


# promise A5
def test_a_429_holds_the_account_and_no_other(cast: Cast, stage: Stage) -> None:
    first = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(TryLater("too many", timedelta(minutes=7)))
    stage.work()
    second, other = released(cast.bo, cast.bo_voice), released(cast.ada, cast.ada_voice)
    stage.network.before = nothing
    stage.work()
    assert (state(first), state(second), state(other)) == (State.QUEUED, State.QUEUED, State.SENT)
    until = holding.held_until(first.channel_id, clock.now())
    assert until is not None
    assert timedelta(minutes=6.9) < until - clock.now() <= timedelta(minutes=7.7)
    stage.later()
    assert (state(first), state(second)) == (State.SENT, State.SENT)
    assert len(stage.network.published) == 3


# promise A5
def test_what_was_claimed_before_the_429_does_not_call_either(cast: Cast, stage: Stage) -> None:
    released(cast.bo, cast.bo_voice)
    late = released(cast.bo, cast.bo_voice)
    rows = stage.claim()
    holding.hold(late.channel_id, clock.now() + timedelta(minutes=5), holding.ASKED)
    stage.handle(rows)
    assert stage.network.calls["publish"] == 0
    assert (state(late), late.tries, late.taken_by) == (State.QUEUED, 0, None)


# promise D7
def test_a_channel_that_fails_again_and_again_rests_longer_and_longer_until_one_success(
    cast: Cast, stage: Stage
) -> None:
    delivery, waits = released(cast.bo, cast.bo_voice), []
    stage.network.before = fail(Unknown("answered 500"))
    for _ in range(11):
        stage.later()
        flow = ChannelFlow.objects.get(channel=delivery.channel_id)
        if flow.held_until and flow.held_until > clock.now():
            waits.append(flow.held_until - clock.now())
    assert len(waits) > 3
    assert waits == sorted(waits)
    assert waits[-1] > 4 * waits[0]
    stage.network.before = nothing
    stage.later()  # looks, or calls, as it stands
    stage.later()
    flow.refresh_from_db()
    assert (state(delivery), flow.failures) == (State.SENT, 0)
    assert holding.held_until(delivery.channel_id, clock.now()) is None


def test_try_again_knocks_at_a_parked_channel_at_once_but_not_where_the_network_asked_us_to_wait(
    cast: Cast, stage: Stage
) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    for because, expected in ((holding.ASKED, State.QUEUED), (holding.PARKED, State.SENT)):
        Delivery.objects.filter(pk=delivery.pk).update(state=State.FAILED, due_at=None)
        ChannelFlow.objects.all().delete()
        holding.hold(delivery.channel_id, clock.now() + timedelta(hours=1), because)
        retry_delivery(actor=cast.bo, delivery=delivery)
        stage.work()
        assert state(delivery) == expected


def test_a_refusal_of_the_words_is_no_failure_of_the_channel(cast: Cast, stage: Stage) -> None:
    ChannelFlow.objects.create(channel=Channel.objects.get(voice=cast.bo_voice), failures=2)
    released(cast.bo, cast.bo_voice)
    stage.network.before = fail(Rejected("no links"))
    stage.work()
    assert ChannelFlow.objects.get().failures == 0


# promise B1
def test_a_hold_from_a_wrong_clock_counts_no_more(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    holding.hold(delivery.channel_id, clock.now() + timedelta(days=400), holding.ASKED)
    stage.work()
    assert state(delivery) == State.SENT


def test_a_channel_is_paced_as_its_network_likes(
    cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {**vars(stage.network.limits), "pace": Pace(calls=3, within=timedelta(minutes=1))}
    monkeypatch.setattr(stage.network, "limits", type(stage.network.limits)(**fields))
    rows = [released(cast.bo, cast.bo_voice, f"post {number}") for number in range(7)]
    counts = []
    for _ in range(3):
        stage.work()
        counts.append(len(stage.network.published))
        ChannelFlow.objects.update(held_until=clock.now(), counted_from=clock.now() - timedelta(minutes=2))
        Delivery.objects.filter(due_at__gt=clock.now()).update(due_at=clock.now())
    assert counts == [3, 6, 7]
    assert {state(row) for row in rows} == {State.SENT}


# promise A8
def test_a_revoked_token_tells_the_owner_once_and_keeps_the_posts(cast: Cast, stage: Stage) -> None:
    rows = [released(cast.bo, cast.bo_voice, f"post {number}") for number in range(6)]
    stage.network.before = fail(Reconnect("connect again"))
    stage.work()
    assert stage.later() == 0
    assert stage.network.calls["publish"] <= 4
    told = Notification.objects.get(kind="reconnect")
    assert (told.person, "connected again" in told.subject) == (cast.bo, True)
    assert {state(row) for row in rows} == {State.FAILED}
    Channel.objects.update(state="active")
    stage.network.before = nothing
    for row in rows:
        retry_delivery(actor=cast.bo, delivery=row)
    stage.later()
    assert {state(row) for row in rows} == {State.SENT}
    assert len(stage.network.published) == 6


# promise A5
@pytest.mark.parametrize("asked", [timedelta(seconds=30), timedelta(days=900), timedelta(-1), timedelta(0)])
def test_who_was_asked_to_wait_waits_at_least_that_long_and_a_little_more(asked: timedelta) -> None:
    waits = {Timing().wait(1, asked) for _ in range(50)}
    least = min(max(asked, timedelta(seconds=1)), timedelta(hours=6))
    assert all(least <= wait <= least * 1.1 for wait in waits)
    assert len(waits) > 10


# promise A14
@pytest.mark.parametrize(
    "broken", ["manyvoices.publishing.holding.revive", "manyvoices.publishing.history.tell"]
)
def test_what_follows_the_call_may_fail_and_the_call_is_not_repeated(
    cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    with monkeypatch.context() as patch:
        stage.network.after = breaking(patch, broken)
        stage.work()
        stage.later()
    assert stage.network.published == [delivery.key]
    stage.network.after = nothing
    stage.kind.take_over(Delivery.objects.exclude(taken_by=None), clock.now())
    stage.later()
    assert (state(delivery), stage.network.published) == (State.SENT, [delivery.key])


def breaking(patch: pytest.MonkeyPatch, path: str) -> Happening:
    """From the moment the network accepted it, this function of ours raises."""

    def broken(*_args: object, **_fields: object) -> None:
        raise OSError("the disk is full")

    def now(_key: str) -> None:
        patch.setattr(path, broken)

    return now


def test_every_change_stands_in_the_history(cast: Cast, stage: Stage) -> None:
    delivery = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(Unknown("answered 500"))
    stage.work()
    stage.network.before = nothing
    stage.later()
    told = list(delivery.events.values_list("happened", flat=True))
    assert told == [
        *(Happened.QUEUED, Happened.CALLED, Happened.UNKNOWN),
        *(Happened.WAITS, Happened.CALLED, Happened.SENT),
    ]
