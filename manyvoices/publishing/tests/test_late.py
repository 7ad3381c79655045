"""What could not leave at its time asks a person instead of flooding."""

from datetime import UTC, datetime, timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.networks.contract import TryLater, Unknown
from manyvoices.notifications.models import Notification
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.publishing import holding
from manyvoices.publishing.actions.release_late import release_late
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.models import Delivery, DeliveryEvent, Post, State
from manyvoices.publishing.tests.stage import Stage, fail, nothing, released, state
from manyvoices.publishing.work.late import ask_about_late
from manyvoices.voices.models import Channel, ChannelState
from tests.cast import Cast

NIGHT = timedelta(hours=3)


@pytest.fixture
def asleep(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """The machine's clock: what stands in the list is added to it."""
    moved, real = [timedelta(0)], clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + moved[-1])
    return moved


def late(cast: Cast, number: int = 0, **fields: object) -> Delivery:
    """A post of Bo's whose time came and went while nothing ran."""
    delivery = released(cast.bo, cast.bo_voice, f"Good morning {number}")
    Delivery.objects.filter(pk=delivery.pk).update(due_at=clock.now() - NIGHT, **fields)
    return delivery


# promise B3
def test_a_backlog_asks_once_and_nothing_leaves(cast: Cast, stage: Stage) -> None:
    rows = [late(cast, number) for number in range(12)]
    fresh = released(cast.bo, cast.bo_voice, "Just now")
    stage.work()
    assert {state(row) for row in rows} == {State.LATE}
    assert stage.network.published == [fresh.key]
    ask_about_late()
    assert not Notification.objects.exists()  # more may come within seconds
    DeliveryEvent.objects.update(at=clock.now() - timedelta(seconds=11))
    for _ in range(3):
        ask_about_late()
    told = Notification.objects.get()
    assert (told.person, told.subject[:16], told.link) == (cast.bo, "12 planned posts", "/queue/late/")
    assert stage.later() == 0


# promise B1
def test_a_clock_that_jumps_a_day_ahead_asks(cast: Cast, stage: Stage, asleep: list[timedelta]) -> None:
    tonight = released(cast.bo, cast.bo_voice)
    Delivery.objects.filter(pk=tonight.pk).update(due_at=clock.now() + timedelta(hours=8))
    asleep.append(timedelta(days=1))
    stage.work()
    assert (state(tonight), stage.network.published) == (State.LATE, [])


# promise B1
def test_a_clock_that_jumps_back_sends_nothing_twice(
    cast: Cast, stage: Stage, asleep: list[timedelta]
) -> None:
    done, unknown = released(cast.bo, cast.bo_voice), released(cast.ada, cast.ada_voice)

    def answers_nothing(key: str) -> None:
        if key == unknown.key:
            raise Unknown("500")

    stage.network.after = answers_nothing
    stage.work()
    asleep.append(-timedelta(hours=1))
    stage.network.after = nothing
    stage.work()
    stage.later()
    assert sorted(stage.network.published) == sorted([done.key, unknown.key])
    assert (state(done), state(unknown)) == (State.SENT, State.SENT)


# promise B3
@pytest.mark.parametrize(("minutes", "expected"), [(29, State.SENT), (31, State.LATE)])
def test_half_an_hour_is_not_late(cast: Cast, stage: Stage, minutes: int, expected: State) -> None:
    delivery = late(cast)
    Delivery.objects.update(due_at=clock.now() - timedelta(minutes=minutes))
    stage.work()
    assert state(delivery) == expected


def test_what_answers_a_crisis_never_asks(cast: Cast, stage: Stage) -> None:
    delivery = late(cast, kind="crisis")
    stage.work()
    assert state(delivery) == State.SENT


def test_the_rest_of_a_thread_never_asks(cast: Cast, stage: Stage) -> None:
    delivery = late(cast, part=2, parts=2)
    stage.work()
    assert state(delivery) == State.SENT


# promise B3
def test_late_by_retries_or_by_a_network_that_asked_to_wait_is_not_late(
    cast: Cast, stage: Stage, asleep: list[timedelta]
) -> None:
    first = released(cast.bo, cast.bo_voice)
    stage.network.before = fail(TryLater("too many", timedelta(hours=2)))
    stage.work()
    stage.network.before = nothing
    waits = released(cast.bo, cast.bo_voice)
    asleep.append(timedelta(hours=2, minutes=20))
    stage.work()
    assert (state(first), state(waits)) == (State.SENT, State.SENT)


def test_what_certainly_did_not_arrive_before_a_long_sleep_asks_too(cast: Cast, stage: Stage) -> None:
    delivery = late(cast, state=State.UNKNOWN)
    stage.work()
    assert (state(delivery), stage.network.calls["find"]) == (State.LATE, 1)


def test_a_pause_comes_first(cast: Cast, stage: Stage) -> None:
    delivery = late(cast)
    place_pause(actor=cast.ada, reason="a train stands still")
    stage.work()
    assert state(delivery) == State.PAUSED


# promise B3
def test_spread_they_leave_a_quarter_of_an_hour_apart(cast: Cast, stage: Stage) -> None:
    rows = [late(cast, number) for number in range(3)]
    stage.work()
    for row in rows:
        row.refresh_from_db()
    assert release_late(actor=cast.bo, deliveries=rows, spread=True) == 3
    assert release_late(actor=cast.bo, deliveries=rows, spread=True) == 0
    dues = sorted(due for due in Delivery.objects.values_list("due_at", flat=True) if due is not None)
    assert [round((due - dues[0]).total_seconds() / 60) for due in dues] == [0, 15, 30]
    stage.work()
    assert len(stage.network.published) == 1
    stage.later()
    assert len(set(stage.network.published)) == 3


def test_another_time_is_kept_as_the_agreed_one(cast: Cast, stage: Stage) -> None:
    delivery = late(cast)
    stage.work()
    delivery.refresh_from_db()
    wall = datetime(2099, 7, 1, 8, 10)  # noqa: DTZ001 - a wall clock's
    release_late(actor=cast.bo, deliveries=[delivery], wall=wall, time_zone="Europe/Berlin")
    post = Post.objects.get(pk=delivery.post_id)
    assert (state(delivery), delivery.due_at) == (State.QUEUED, datetime(2099, 7, 1, 6, 10, tzinfo=UTC))
    assert post.scheduled_at == delivery.due_at
    with pytest.raises(Invalid):
        release_late(actor=cast.bo, deliveries=[delivery], wall=wall.replace(year=2001), time_zone="UTC")


def test_a_pause_an_unconnected_channel_and_a_stranger_are_refused(cast: Cast, stage: Stage) -> None:
    delivery = late(cast)
    stage.work()
    delivery = Delivery.objects.select_related("post__voice", "channel").get()
    with pytest.raises(Refused):
        release_late(actor=cast.dan, deliveries=[delivery])
    delivery.channel.state = ChannelState.RECONNECT
    with pytest.raises(Conflict, match="not connected"):
        release_late(actor=cast.bo, deliveries=[delivery])
    delivery.channel.state = ChannelState.ACTIVE
    place_pause(actor=cast.ada, reason="a train stands still")
    with pytest.raises(Conflict, match="pause"):
        release_late(actor=cast.bo, deliveries=[delivery])
    assert state(delivery) == State.LATE


def test_overdue_becomes_a_draft_again(cast: Cast, stage: Stage) -> None:
    delivery = late(cast)
    stage.work()
    unschedule_post(actor=cast.bo, post=delivery.post)
    assert state(delivery) == State.CANCELLED
    assert Post.objects.get().is_draft


def test_held_channels_do_not_make_others_wait_or_late(cast: Cast, stage: Stage) -> None:
    delivery = late(cast)
    holding.hold(delivery.channel_id, clock.now() + timedelta(minutes=5), holding.ASKED)
    assert stage.work() == 0
    Channel.objects.update(state_reason="")
    stage.later()
    assert state(delivery) == State.SENT
