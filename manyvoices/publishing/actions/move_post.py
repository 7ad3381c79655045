"""Give a planned post another time."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.approving import may_let_go
from manyvoices.publishing.attached import check_rights
from manyvoices.publishing.freeing import free_slots
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Delivery, Happened, Post, State, Verb
from manyvoices.publishing.scheduling import NoSuchTime, moment

MOVABLE = (State.QUEUED, State.LATE)


def move_post(*, actor: Person, post: Post, revision: int, wall: datetime, time_zone: str) -> Post:
    """The post, planned for the naive local time `wall` in `time_zone`. A slot it took is free for others again.

    `revision` is the one the mover saw: moved by two at once, the second raises Conflict; so does a post of which
    something has left, is leaving, or is held back by a pause. Raises Refused, and Invalid for a time past or skipped.
    """
    may_let_go(actor, post)
    at = _moment(wall, time_zone)
    check_rights(post, at)
    with transaction.atomic():
        planned = Post.objects.filter(
            pk=post.pk, revision=revision, released_at__isnull=False, removed_at=None
        )
        if not planned.update(
            revision=F("revision") + 1,
            scheduled_at=at,
            planned_day=wall.date(),
            planned_time=wall.time(),
            time_zone=time_zone,
            undo_until=None,
            saved_at=clock.now(),
        ):
            raise Conflict(_("Somebody moved or changed this post meanwhile. Look at it again."))
        _move_deliveries(actor, post, at)
        free_slots(post)
        before = post.scheduled_at.isoformat() if post.scheduled_at else ""
        audit.record(actor=actor, verb="move_post", target=post, before=before, after=at.isoformat())
    post.refresh_from_db()
    return post


def _moment(wall: datetime, time_zone: str) -> datetime:
    try:
        at = moment(wall, time_zone).at
    except NoSuchTime as error:
        raise Invalid(date=str(error)) from None
    if at <= clock.now():
        raise Invalid(date=_("That time is past. Choose a later one."))
    return at


def _move_deliveries(actor: Person, post: Post, at: datetime) -> None:
    """All of the post or nothing: what a worker holds, or what has left, cannot be moved."""
    rows = Delivery.objects.filter(post=post).exclude(state=State.CANCELLED)
    waiting = rows.filter(verb=Verb.PUBLISH, taken_by=None, state__in=MOVABLE)
    # A later part of a thread waits for the one before it, not for a time.
    timed = waiting.filter(Q(due_at__isnull=False) | Q(state=State.LATE))
    change_all(timed, Happened.QUEUED, by=actor, due_at=at, state=State.QUEUED)
    if rows.filter(state=State.PAUSED).exists():
        raise Conflict(_("A pause holds this post back. Once it is lifted, release it or make it a draft."))
    if not rows.exists() or rows.exclude(pk__in=waiting.values("pk")).exists():
        raise Conflict(_("It is too late: something of this post is leaving or has left."))
