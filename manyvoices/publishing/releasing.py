"""Making a draft leave: its words become deliveries, one for each channel and part of a thread, in one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.networks import registry
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.publishing import history
from manyvoices.publishing.articles import check_home
from manyvoices.publishing.attached import check_attached
from manyvoices.publishing.duplicates import fingerprint
from manyvoices.publishing.fitting import check_fits
from manyvoices.publishing.models import Delivery, Form, Happened, Post, Variant
from manyvoices.publishing.scheduling import NoSuchTime, moment
from manyvoices.publishing.threads import rows_for, texts_of
from manyvoices.publishing.variants import words_for
from manyvoices.voices.models import Channel, ChannelState

NO_TIME = timedelta()


@dataclass(frozen=True)
class When:
    """When a post is to leave: now, or at the naive local time `wall` in `time_zone`; now after `undo`."""

    wall: datetime | None = None
    time_zone: str = ""
    undo: timedelta = NO_TIME


def let_leave(*, actor: Person, by: Person, post: Post, revision: int, when: When) -> Post:
    """The released post. `actor` pressed the button, `by` answers for it and is asked for again at its time.

    Asks nobody's permission: that is for the action. Raises Conflict where the draft was released or changed, Invalid.
    """
    waits = when.undo if when.wall is None and post.kind != PostKind.CRISIS else NO_TIME
    due = due_at(when.wall, when.time_zone) + waits
    rows = deliveries_of(post, due)
    with transaction.atomic():
        mine = Post.objects.filter(pk=post.pk, revision=revision, released_at=None, discarded_at=None)
        if not mine.update(
            released_at=clock.now(),
            released_by=by,
            scheduled_at=due if when.wall else None,
            planned_day=when.wall.date() if when.wall else None,
            planned_time=when.wall.time() if when.wall else None,
            undo_until=due if waits else None,
            time_zone=when.time_zone or post.time_zone,
        ):
            raise Conflict(
                _("This draft was already released, or changed in another window. Look at it again.")
            )
        Delivery.objects.bulk_create(rows)
        for pk, text in {(row.variant_id, row.variant.text) for row in rows}:
            Variant.objects.filter(pk=pk).update(fingerprint=fingerprint(text))
        history.tell_all((row.pk for row in rows), Happened.QUEUED, next_at=due, by=actor)
        audit.record(actor=actor, verb="release_post", target=post, kind=post.kind, due=due.isoformat())
    post.refresh_from_db()
    return post


def due_at(wall: datetime | None, time_zone: str) -> datetime:
    """The moment of a wished time, now without one. Raises Invalid for a time past or skipped."""
    if wall is None:
        return clock.now()
    try:
        at = moment(wall, time_zone).at
    except NoSuchTime as error:
        raise Invalid(scheduled_at=str(error)) from None
    if at <= clock.now():
        raise Invalid(scheduled_at=_("That time is past. Choose a later one, or publish now."))
    return at


def deliveries_of(post: Post, due: datetime) -> list[Delivery]:
    """The rows, not yet written. Raises Invalid where words, pictures or rights do not fit a chosen network."""
    channels = list(post.channels.filter(state=ChannelState.ACTIVE))
    if not channels:
        raise Invalid(channels=_("Choose at least one channel, so that somebody can read it."))
    check_attached(post, channels, due)
    if post.form == Form.ARTICLE:
        check_home(channels)
    variants = list(post.variants.select_related("post__voice"))
    pictures = post.attachments.count()
    return [row for channel in channels for row in _thread(post, channel, variants, pictures, due)]


def _thread(
    post: Post, channel: Channel, variants: list[Variant], pictures: int, due: datetime
) -> list[Delivery]:
    variant = words_for(variants, channel.pk, post.language)
    if variant is None or (not variant.text.strip() and not pictures):
        raise Invalid(text=_("There is nothing to publish yet. Write something or add a picture."))
    check_fits(channel, variant, pictures)
    return rows_for(channel, variant, texts_of(variant, registry.limits(channel.network)), due)
