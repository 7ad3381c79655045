"""Publish now or at a time: the draft's words become deliveries, one for each channel and part of a thread."""

from datetime import datetime, timedelta

from manyvoices.people.models import Person
from manyvoices.publishing.approving import check_release
from manyvoices.publishing.models import Post
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.releasing import NO_TIME, When, let_leave


def release_post(
    *,
    actor: Person,
    post: Post,
    revision: int,
    wall: datetime | None = None,
    time_zone: str = "",
    undo: timedelta = NO_TIME,
) -> Post:
    """The released post. `wall` is a naive local time in `time_zone`; without it the post leaves now, or after `undo`.

    `undo` is the time in which the author may take the press back; news of a crisis never waits for it. Words that were
    approved leave in the name of who approved them.

    Pressed twice, or in two windows, it is released once: the second raises Conflict. Raises NeedsApproval where a rule
    asks for a second pair of eyes, Refused and Invalid; the draft stays as it is then.
    """
    may_change(actor, post)
    by = check_release(actor, post)
    return let_leave(actor=actor, by=by, post=post, revision=revision, when=When(wall, time_zone, undo))
