"""Whether what is attached to a post may leave with it: what its networks show, and until when it may be used."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.core.zones import known_zones
from manyvoices.media.films import is_film
from manyvoices.media.models import File
from manyvoices.networks import registry
from manyvoices.publishing.models import Form, Post
from manyvoices.voices.models import Channel

MOST = 8


def check_attached(post: Post, channels: Sequence[Channel], due: datetime) -> None:
    """Returns when every picture and film fits the channels and may still be used at `due`. Raises Invalid."""
    check_rights(post, due)
    for film in filter(is_film, files_of(post)):
        for channel in channels:
            _check_film(post, channel, film)


def check_rights(post: Post, due: datetime) -> None:
    """Returns when everything the post shows may still be used at `due`. Raises Invalid."""
    for file in ending(files_of(post), due, post.time_zone):
        raise Invalid(pictures=rights_over(file))


def files_of(post: Post) -> list[File]:
    """What the post shows: its cover first, then what is attached in its order."""
    attached = [one.file for one in post.attachments.select_related("file").order_by("position", "pk")]
    return [post.cover, *attached] if post.cover else attached


def ending(files: Iterable[File], due: datetime, zone: str) -> list[File]:
    """Those whose rights are over at `due`."""
    day = day_of(due, zone)
    return [file for file in files if is_over(file, day)]


def is_over(file: File, day: date) -> bool:
    """Whether the file may no longer be used on `day`; the last day counts."""
    return file.expires_on is not None and file.expires_on < day


def rights_over(file: File) -> str:
    """The sentence for who wants to publish it."""
    shown = {"day": date_format(file.expires_on, "DATE_FORMAT") if file.expires_on else ""}
    return str(
        _(
            "The rights to a picture of this post end on %(day)s, before it leaves. Take the picture off, "
            "or have its rights renewed in the media library."
        )
        % shown
    )


def day_of(due: datetime, zone: str) -> date:
    """The day that a calendar in `zone` shows at `due`."""
    return due.astimezone(ZoneInfo(zone if zone in known_zones() else "UTC")).date()


def _check_film(post: Post, channel: Channel, film: File) -> None:
    limits = registry.limits(channel.network)
    if post.form == Form.ARTICLE and not limits.article:
        return  # it is told of the article, not shown the film
    if not limits.film:
        raise Invalid(
            pictures=_("%(address)s shows no films. Take the channel or the film off.")
            % {"address": channel.address}
        )
    if film.duration_ms > limits.film * 1000:
        raise Invalid(
            pictures=_("%(address)s takes films of at most %(most)s seconds. Cut it shorter.")
            % {"address": channel.address, "most": limits.film}
        )


def check_room(post: Post, *, film: bool) -> int:
    """The place at the end of the row. Raises Invalid when it is full; a film stands alone, as networks want it."""
    mimes = list(post.attachments.values_list("file__mime", flat=True))
    if len(mimes) >= MOST:
        raise Invalid(pictures=_("A post takes at most %(most)s pictures.") % {"most": MOST})
    if mimes and (film or any(mime.startswith("video/") for mime in mimes)):
        raise Invalid(
            pictures=_("A post shows pictures or one film, not both. Take off what it has, then add this.")
        )
    return len(mimes)
