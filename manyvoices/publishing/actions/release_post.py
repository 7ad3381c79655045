"""Publish now or at a time: the draft's words become deliveries, one for each channel."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.ids import new_id
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.publishing.duplicates import fingerprint
from manyvoices.publishing.fitting import check_fits
from manyvoices.publishing.models import Delivery, Post, Variant
from manyvoices.publishing.permissions import may_change, may_release
from manyvoices.publishing.scheduling import NoSuchTime, moment
from manyvoices.publishing.variants import words_for
from manyvoices.voices.models import Channel, ChannelState


NO_TIME = timedelta()


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

    `undo` is the time in which the author may take the press back; news of a crisis never waits for it.

    Pressed twice, or in two windows, it is released once: the second raises Conflict. Raises Refused and Invalid;
    the draft stays as it is then.
    """
    may_change(actor, post)
    may_release(actor, post.voice)
    waits = undo if wall is None and post.kind != PostKind.CRISIS else NO_TIME
    due = _due(wall, time_zone) + waits
    channels = list(post.channels.filter(state=ChannelState.ACTIVE))
    rows = _deliveries(post, channels, due)
    with transaction.atomic():
        mine = Post.objects.filter(pk=post.pk, revision=revision, released_at=None, discarded_at=None)
        if not mine.update(
            released_at=clock.now(),
            released_by=actor,
            scheduled_at=due if wall else None,
            undo_until=due if waits else None,
            time_zone=time_zone or post.time_zone,
        ):
            raise Conflict(
                _("This draft was already released, or changed in another window. Look at it again.")
            )
        Delivery.objects.bulk_create(rows)
        for pk, text in {(row.variant_id, row.variant.text) for row in rows}:
            Variant.objects.filter(pk=pk).update(fingerprint=fingerprint(text))
        audit.record(actor=actor, verb="release_post", target=post, kind=post.kind, due=due.isoformat())
    post.refresh_from_db()
    return post


def _due(wall: datetime | None, time_zone: str) -> datetime:
    if wall is None:
        return clock.now()
    try:
        at = moment(wall, time_zone).at
    except NoSuchTime as error:
        raise Invalid(scheduled_at=str(error)) from None
    if at <= clock.now():
        raise Invalid(scheduled_at=_("That time is past. Choose a later one, or publish now."))
    return at


def _deliveries(post: Post, channels: list[Channel], due: datetime) -> list[Delivery]:
    if not channels:
        raise Invalid(channels=_("Choose at least one channel, so that somebody can read it."))
    variants = list(post.variants.all())
    pictures = post.attachments.count()
    return [_delivery(post, channel, variants, pictures, due) for channel in channels]


def _delivery(
    post: Post, channel: Channel, variants: list[Variant], pictures: int, due: datetime
) -> Delivery:
    variant = words_for(variants, channel.pk, post.language)
    if variant is None or (not variant.text.strip() and not pictures):
        raise Invalid(text=_("There is nothing to publish yet. Write something or add a picture."))
    check_fits(channel, variant, pictures)
    pk = new_id()
    return Delivery(
        id=pk,
        post=post,
        channel=channel,
        variant=variant,
        key=str(pk),
        world=post.world,
        network=channel.network,
        kind=post.kind,
        made_at=clock.now(),
        due_at=due,
    )
