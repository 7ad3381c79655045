"""A post as lists and its page show it: its words in short, and how it stands on each channel."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from manyvoices.publishing.models import Delivery, Post
from manyvoices.publishing.status import Status, channel_status
from manyvoices.web.publishing.composer_form import newest

SHORT = 140


@dataclass(frozen=True)
class ChannelLine:
    """How a post stands on one channel, and the delivery that says so. `url` is where people see it, or empty."""

    address: str
    network: str
    status: Status
    delivery: Delivery
    url: str


@dataclass(frozen=True)
class Line:
    """A post in a list of those who work on it. `title` is its first words; never empty."""

    post: Post
    title: str
    pictures: int
    channels: list[ChannelLine]

    @property
    def moving(self) -> bool:
        """Whether it may change by itself within seconds."""
        return any(one.status.moving for one in self.channels)

    @property
    def needs(self) -> bool:
        """Whether a person has to say or mend something."""
        return any(one.status.needs in {"answer", "retry", "decide", "share"} for one in self.channels)


def line(post: Post) -> Line:
    """Reads only what `posts_of` brought along."""
    attachments = len(post.attachments.all())
    return Line(post, title(post), attachments, channel_lines(post.deliveries.all()))


def title(post: Post) -> str:
    """The first words of a post, after its content warning; or what stands in for them."""
    words = newest(post)
    said = [words.content_warning, words.text] if words else []
    text = " · ".join(" ".join(one.split()) for one in said if one.strip())
    if not text:
        return str(_("Pictures without words")) if post.attachments.all() else str(_("Nothing written yet"))
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def channel_lines(deliveries: Iterable[Delivery]) -> list[ChannelLine]:
    """One line a channel, in the order in which the channels were used first."""
    by_channel: dict[int, list[Delivery]] = {}
    for delivery in deliveries:
        by_channel.setdefault(delivery.channel_id, []).append(delivery)
    return [made for rows in by_channel.values() if (made := _line(rows)) is not None]


def _line(rows: list[Delivery]) -> ChannelLine | None:
    said = channel_status(rows)
    if said is None:
        return None
    delivery, status = said
    named = [row for row in rows if row.url and row.dropped_at is None] if status.badge != "gone" else []
    first = max(named, key=lambda row: (-row.part, row.pk), default=None)
    url = first.url if first else ""
    return ChannelLine(delivery.channel.address, delivery.network, status, delivery, url)
