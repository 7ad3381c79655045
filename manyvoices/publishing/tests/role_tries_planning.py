"""How docs/roles.md is tried: planning. `other` is what stands on a shared voice of the unit, or belongs to a colleague."""

from datetime import UTC, datetime, time, timedelta

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.actions.add_slots import add_slots
from manyvoices.publishing.actions.agree_plan_import import agree_plan_import
from manyvoices.publishing.actions.drop_plan_import import drop_plan_import
from manyvoices.publishing.actions.end_slot import end_slot
from manyvoices.publishing.actions.make_calendar_link import make_calendar_link
from manyvoices.publishing.actions.move_post import move_post
from manyvoices.publishing.actions.queue_post import queue_post
from manyvoices.publishing.actions.restart_repeat import restart_repeat
from manyvoices.publishing.actions.revoke_calendar_link import revoke_calendar_link
from manyvoices.publishing.actions.start_plan_import import start_plan_import
from manyvoices.publishing.actions.start_repeat import start_repeat
from manyvoices.publishing.actions.stop_repeat import stop_repeat
from manyvoices.publishing.actions.wish_time import wish_time
from manyvoices.publishing.models import Every, PlanImport, PlanLine, Post, QueueSlot, Repeat, State
from manyvoices.publishing.repeating import Rule
from manyvoices.publishing.tests.role_tries import _delivery, _drafted, _out, _own, _shared
from manyvoices.voices.models import Voice
from tests.cast import Cast
from tests.roles import Try

NOON = time(12, 0)


def _tomorrow() -> datetime:
    return (clock.now() + timedelta(days=1)).astimezone(UTC).replace(tzinfo=None, second=0, microsecond=0)


def _slot(voice: Voice) -> QueueSlot:
    channel = voice.channels.get()
    return QueueSlot.objects.create(
        channel=channel, weekday=1, time=NOON, time_zone="UTC", made_by_id=_anybody(), made_at=clock.now()
    )


def _anybody() -> int:
    return Person.objects.values_list("pk", flat=True).order_by("pk")[0]


def _add(me: Person, voice: Voice) -> object:
    return add_slots(
        actor=me,
        voice=voice,
        weekdays=[0],
        time=NOON,
        time_zone="UTC",
        channels=[one.pk for one in voice.channels.all()],
    )


def _move(me: Person, post: Post) -> object:
    _delivery(post, State.QUEUED, due_at=clock.now())
    return move_post(actor=me, post=post, revision=post.revision, wall=_tomorrow(), time_zone="UTC")


def _queue(me: Person, post: Post) -> object:
    _slot(post.voice)
    return queue_post(actor=me, post=post, revision=1)


def _rule() -> Rule:
    return Rule(Every.DAY, 1, (), NOON, "UTC", _tomorrow().date(), None)


def _repeat(post: Post, **more: object) -> Repeat:
    return Repeat.objects.create(
        pattern=post,
        every=Every.DAY,
        time=NOON,
        time_zone="UTC",
        starts_on=_tomorrow().date(),
        made_by=post.prepared_by,
        made_at=clock.now(),
        running_since=clock.now(),
        **more,
    )


def _plan(of: Person) -> PlanImport:
    plan = PlanImport.objects.create(name="plan.csv", time_zone="UTC", made_by=of, made_at=clock.now())
    PlanLine.objects.create(plan=plan, number=2, values={"text": "Quieter."})
    return plan


def _brings(me: Person, cast: Cast) -> object:
    _own(me, cast)
    return start_plan_import(
        actor=me, file_name="plan.csv", data=b"text,voice\nQuieter.,gil\n", time_zone="UTC"
    )


TRIES = {
    "queue_post": _drafted(_queue),
    "wish_time": _drafted(lambda me, post: wish_time(actor=me, post=post, day=_tomorrow().date())),
    "move_post": _out(_move),
    "add_slots": Try(lambda me, cast: _add(me, _shared(cast)), lambda me, cast: _add(me, _own(me, cast))),
    "end_slot": Try(
        lambda me, cast: end_slot(actor=me, slot=_slot(_shared(cast))),
        lambda me, cast: end_slot(actor=me, slot=_slot(_own(me, cast))),
    ),
    "start_repeat": _out(lambda me, post: start_repeat(actor=me, pattern=post, rule=_rule())),
    "stop_repeat": _out(lambda me, post: stop_repeat(actor=me, repeat=_repeat(post))),
    "restart_repeat": _out(
        lambda me, post: restart_repeat(actor=me, repeat=_repeat(post, stopped_at=clock.now()))
    ),
    "start_plan_import": Try(None, _brings),
    "agree_plan_import": Try(
        lambda me, cast: agree_plan_import(actor=me, plan=_plan(cast.ada)),
        lambda me, cast: agree_plan_import(actor=me, plan=_plan(me)),
    ),
    "drop_plan_import": Try(
        lambda me, cast: drop_plan_import(actor=me, plan=_plan(cast.ada)),
        lambda me, cast: drop_plan_import(actor=me, plan=_plan(me)),
    ),
    "make_calendar_link": Try(None, lambda me, cast: make_calendar_link(actor=me)),
    "revoke_calendar_link": Try(None, lambda me, cast: revoke_calendar_link(actor=me)),
}
