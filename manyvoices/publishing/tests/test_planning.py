"""Planning in the database: slots, moves, repeats, wall clocks."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.notifications.models import Notification
from manyvoices.pauses.models import Covers, Pause
from manyvoices.publishing.actions.add_slots import add_slots
from manyvoices.publishing.actions.end_slot import end_slot
from manyvoices.publishing.actions.move_post import move_post
from manyvoices.publishing.actions.queue_post import queue_post
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.actions.restart_repeat import restart_repeat
from manyvoices.publishing.actions.start_repeat import start_repeat
from manyvoices.publishing.actions.stop_repeat import stop_repeat
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.models import (
    Delivery,
    Every,
    Origin,
    Post,
    QueueSlot,
    Repeat,
    RepeatTurn,
    SlotUse,
    State,
)
from manyvoices.publishing.repeating import Rule
from manyvoices.publishing.scheduling import nearest, wall_of
from manyvoices.publishing.stopping import AHEAD
from manyvoices.publishing.tests.stage import draft
from manyvoices.publishing.work import wall_times
from manyvoices.publishing.work.repeats import make_turn, stop_repeats_in_pauses
from tests.cast import Cast

WORKER = 7
TOMORROW = timezone.localdate() + timedelta(days=1)


def slots(cast: Cast, *weekdays: int, at: str = "08:10") -> int:
    channels = list(cast.bo_voice.channels.values_list("pk", flat=True))
    return add_slots(
        actor=cast.bo,
        voice=cast.bo_voice,
        weekdays=weekdays or range(7),
        time=time.fromisoformat(at),
        time_zone="Europe/Berlin",
        channels=channels,
    )


def queued(cast: Cast, text: str = "In the queue.") -> Post:
    post = draft(cast.bo, cast.bo_voice, text)
    return queue_post(actor=cast.bo, post=post, revision=post.revision)


def planned(cast: Cast, wall: datetime, zone: str = "Europe/Berlin") -> Post:
    post = draft(cast.bo, cast.bo_voice)
    return release_post(actor=cast.bo, post=post, revision=post.revision, wall=wall, time_zone=zone)


def repeat(cast: Cast, **more: Any) -> Repeat:
    rule = Rule(Every.DAY, 1, (), time(12, 0), "UTC", TOMORROW, None)
    return start_repeat(actor=cast.bo, pattern=draft(cast.bo, cast.bo_voice, "Again."), rule=rule, **more)


def turn_of(made: Repeat) -> None:
    Repeat.objects.filter(pk=made.pk).update(taken_by=WORKER)
    make_turn(made.pk, WORKER)
    made.refresh_from_db()


def test_slots_stand_once_and_are_taken_away(cast: Cast) -> None:
    assert slots(cast, 0, 2) == 2
    assert slots(cast, 0, 2) == 0
    slot = QueueSlot.objects.order_by("weekday")[0]
    end_slot(actor=cast.bo, slot=slot)
    end_slot(actor=cast.bo, slot=slot)
    assert QueueSlot.objects.filter(ended_at=None).count() == 1
    with pytest.raises(Refused):
        end_slot(actor=cast.eve, slot=slot)
    with pytest.raises(Invalid):
        slots(cast, 9)


def test_each_post_takes_the_next_free_slot_and_leaves_it_again(cast: Cast) -> None:
    with pytest.raises(Invalid, match="no free slot"):
        queued(cast)
    slots(cast)
    first, second = queued(cast, "one"), queued(cast, "two")
    assert first.scheduled_at is not None
    assert second.scheduled_at == first.scheduled_at + timedelta(days=1)
    assert wall_of(first.scheduled_at, "Europe/Berlin").time() == time(8, 10)
    earliest = first.scheduled_at
    unschedule_post(actor=cast.bo, post=first)
    third = queued(cast, "three")
    assert third.scheduled_at == earliest
    remove_post(actor=cast.bo, post=third)
    move_post(
        actor=cast.bo,
        post=second,
        revision=second.revision,
        wall=datetime.combine(TOMORROW + timedelta(days=9), time(9)),
        time_zone="Europe/Berlin",
    )
    assert not SlotUse.objects.filter(freed_at=None).exists()
    stopped = queued(cast, "four")
    Delivery.objects.filter(post=stopped).update(state=State.CANCELLED)  # as when somebody left
    assert queued(cast, "five").scheduled_at == stopped.scheduled_at


def test_a_post_is_moved_whole_or_not_at_all(cast: Cast) -> None:
    post = planned(cast, datetime.combine(TOMORROW, time(9)))
    wall = datetime.combine(TOMORROW, time(11))
    seen = post.revision
    for state, more in ((State.SENDING, {}), (State.PAUSED, {}), (State.QUEUED, {"taken_by": WORKER})):
        Delivery.objects.filter(post=post).update(state=state, **more)
        with pytest.raises(Conflict):
            move_post(actor=cast.bo, post=post, revision=seen, wall=wall, time_zone="UTC")
    Delivery.objects.filter(post=post).update(state=State.LATE, due_at=None, taken_by=None)
    with pytest.raises(Refused):
        move_post(actor=cast.ada, post=post, revision=seen, wall=wall, time_zone="UTC")
    move_post(actor=cast.bo, post=post, revision=seen, wall=wall, time_zone="UTC")
    row = Delivery.objects.get(post=post)
    assert (row.state, row.due_at) == (State.QUEUED, wall.replace(tzinfo=UTC))
    with pytest.raises(Conflict, match="meanwhile"):
        move_post(actor=cast.bo, post=post, revision=seen, wall=wall, time_zone="UTC")


# promise B6
def test_new_rules_of_a_zone_move_the_moment_and_keep_the_wall_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots(cast)
    post, again = queued(cast), repeat(cast)
    at, next_at = post.scheduled_at, again.next_at
    assert at is not None
    assert next_at is not None
    wall_times.keep_wall_times()
    post.refresh_from_db()
    assert post.scheduled_at == at, "nothing moves while the rules are as they were"
    true = nearest
    shifted = timedelta(hours=1)

    def ruled_anew(wall: datetime, zone: str) -> Any:
        return type(true(wall, zone))(true(wall, zone).at - shifted)

    monkeypatch.setattr(wall_times, "nearest", ruled_anew)
    for _twice in range(2):
        wall_times.keep_wall_times()
    post.refresh_from_db()
    again.refresh_from_db()
    assert post.scheduled_at == at - shifted
    assert (post.planned_time, Delivery.objects.get(post=post).due_at) == (time(8, 10), at - shifted)
    assert SlotUse.objects.get(post=post).at == at - shifted
    assert again.next_at == next_at - shifted


def test_each_turn_is_made_once_as_a_planned_promotion(cast: Cast) -> None:
    made = repeat(cast, most=2)
    first = made.next_at
    assert first is not None
    assert made.due_at == first - AHEAD
    make_turn(made.pk, WORKER)
    assert not RepeatTurn.objects.exists(), "a row that this worker does not hold is left alone"
    turn_of(made)
    post = Post.objects.get(origin=Origin.REPEAT)
    assert (post.kind, post.scheduled_at, made.next_at) == ("promotion", first, first + timedelta(days=1))
    assert Delivery.objects.get(post=post).due_at == first
    Repeat.objects.filter(pk=made.pk).update(next_at=first)  # as if it had died before it wrote the next time
    turn_of(made)
    assert RepeatTurn.objects.count() == 1
    turn_of(made)
    assert (RepeatTurn.objects.count(), made.made, made.next_at) == (2, 2, None)


def test_a_turn_that_was_missed_is_never_sent_late(cast: Cast) -> None:
    made = repeat(cast)
    Repeat.objects.filter(pk=made.pk).update(
        next_at=clock.now() - timedelta(days=3), starts_on=date(2026, 1, 1)
    )
    turn_of(made)
    assert not Post.objects.filter(origin=Origin.REPEAT).exists()
    assert RepeatTurn.objects.get().skipped_because
    assert made.next_at is not None
    assert made.next_at > clock.now()


def test_any_pause_stops_it_even_one_that_is_over_and_a_person_starts_it_again(cast: Cast) -> None:
    made, helps = repeat(cast), repeat(cast, kind="help")
    pause = Pause.objects.create(
        reason="storm", unit=cast.root, placed_at=clock.now(), covers=Covers.PROMOTIONAL
    )
    Pause.objects.filter(pk=pause.pk).update(ended_at=clock.now())
    for _twice in range(2):
        stop_repeats_in_pauses()
    made.refresh_from_db()
    helps.refresh_from_db()
    assert (made.stop_reason, helps.stopped_at) == ("storm", None)
    assert "storm" in Notification.objects.get(person=cast.bo, kind="repeat").text
    turn_of(made)
    assert not RepeatTurn.objects.exists()
    Pause.objects.update(ended_at=None)
    with pytest.raises(Conflict):
        restart_repeat(actor=cast.bo, repeat=made)
    Pause.objects.update(ended_at=clock.now())
    restart_repeat(actor=cast.bo, repeat=made)
    stop_repeats_in_pauses()
    made.refresh_from_db()
    assert made.stopped_at is None
    stop_repeat(actor=cast.bo, repeat=made)
    with pytest.raises(Conflict):
        stop_repeat(actor=cast.bo, repeat=made)


def test_a_pause_elsewhere_stops_nothing(cast: Cast) -> None:
    made = repeat(cast)
    Pause.objects.create(reason="storm", unit=cast.elsewhere, placed_at=clock.now())
    stop_repeats_in_pauses()
    made.refresh_from_db()
    assert made.stopped_at is None


def test_a_turn_nobody_may_release_stops_the_repeat_and_says_why(cast: Cast) -> None:
    made = repeat(cast)
    cast.bo_voice.channels.update(state="closed")
    turn_of(made)
    assert made.stopped_at is not None
    assert not Post.objects.filter(origin=Origin.REPEAT).exists()
    assert Notification.objects.filter(kind="repeat", person=cast.bo).count() == 1


def test_a_slot_is_taken_by_one_alone(cast: Cast) -> None:
    """The constraint, not the look before it, decides."""
    slots(cast)
    post = queued(cast)
    use = SlotUse.objects.get(post=post)
    with pytest.raises(Exception, match=r"slot_taken_once|UNIQUE"):
        SlotUse.objects.create(id=new_id(), slot=use.slot, at=use.at, post=draft(cast.bo, cast.bo_voice))
