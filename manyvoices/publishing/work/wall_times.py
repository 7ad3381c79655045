"""When a zone gets new rules: what people agreed is the wall clock, so the moment of what still waits moves."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from manyvoices.core import audit, clock
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Delivery, Happened, Post, Repeat, SlotUse, State, Verb
from manyvoices.publishing.scheduling import NoSuchTime, nearest, wall_of
from manyvoices.publishing.stopping import AHEAD

A_BATCH = 500
NEW_RULES = "The time zone got new rules; the wall time stays."


def keep_wall_times() -> None:
    """Gives each planned post whose zone changed the moment that shows its wall time; a second run changes nothing."""
    after = 0
    while rows := list(_planned().filter(pk__gt=after).order_by("pk")[:A_BATCH]):
        after = rows[-1].pk
        for post in rows:
            at = _agreed(post)
            if at is not None and at != post.scheduled_at:
                _move(post, at)
    _repeats()


def _planned() -> QuerySet[Post]:
    waiting = Delivery.objects.filter(post=OuterRef("pk"), verb=Verb.PUBLISH, state=State.QUEUED)
    planned = Post.objects.filter(Exists(waiting), scheduled_at__gt=clock.now(), removed_at=None)
    return planned.exclude(planned_day=None).exclude(planned_time=None)


def _agreed(post: Post) -> datetime | None:
    if post.planned_day is None or post.planned_time is None:
        return None
    return _moment(datetime.combine(post.planned_day, post.planned_time), post.time_zone)


def _moment(wall: datetime, zone: str) -> datetime | None:
    """The moment by today's rules; None where this machine does not know the zone any more."""
    try:
        return nearest(wall, zone).at
    except NoSuchTime:
        return None


@transaction.atomic
def _move(post: Post, at: datetime) -> None:
    """Only what is still as it was read, and what no worker holds."""
    before = post.scheduled_at
    if before is None:
        return
    rows = Delivery.objects.filter(
        post=post, verb=Verb.PUBLISH, state=State.QUEUED, taken_by=None, due_at=before
    )
    if not change_all(rows, Happened.QUEUED, because=NEW_RULES, due_at=at):
        return
    Post.objects.filter(pk=post.pk, scheduled_at=before).update(scheduled_at=at)
    SlotUse.objects.filter(post=post, freed_at=None, at=before).update(at=at)
    audit.record(
        actor=None,
        verb="move_post",
        target=post,
        because=NEW_RULES,
        before=before.isoformat(),
        after=at.isoformat(),
    )


def _repeats() -> None:
    """The next turn of each running repeat, by its wall time."""
    running = Repeat.objects.filter(stopped_at=None, next_at__gt=clock.now(), taken_by=None)
    for repeat in running.order_by("pk").iterator(chunk_size=A_BATCH):
        at = _same_day(repeat)
        if at is not None and at != repeat.next_at:
            same = Repeat.objects.filter(pk=repeat.pk, next_at=repeat.next_at, taken_by=None)
            same.update(next_at=at, due_at=at - AHEAD)


def _same_day(repeat: Repeat) -> datetime | None:
    """The moment of the next turn by today's rules: the agreed time that is nearest to the one written down."""
    if repeat.next_at is None:
        return None
    written = repeat.next_at
    day = wall_of(written, repeat.time_zone).date()
    days = (day + timedelta(days=shift) for shift in (-1, 0, 1))  # close to midnight new rules change the day
    found = [_moment(datetime.combine(one, repeat.time), repeat.time_zone) for one in days]
    return min((at for at in found if at is not None), key=lambda at: abs(at - written), default=None)
