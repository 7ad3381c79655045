"""What the public templates show of a voice, a note and a reply."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from manyvoices.core.markup.addresses import web_address
from manyvoices.core.markup.plain import from_html
from manyvoices.federation.models import Note, RemoteActor
from manyvoices.federation.queries import Counts
from manyvoices.pauses.kinds import PostKind
from manyvoices.voices.addresses import address, page_url
from manyvoices.voices.models import Voice
from manyvoices.web.own_media import by_path, shown_in
from manyvoices.web.public.feeds.offering import offers
from manyvoices.web.shown_media import shown_attachment

# A story is what people expect here; only what is something else is labelled.
UNLABELLED = {PostKind.STORY, PostKind.REPLY}


@dataclass(frozen=True)
class ShownVoice:
    """A voice as its tile, byline and page show it. `picture_url` is root-relative or empty."""

    name: str
    handle: str
    address: str
    bio: str
    role_line: str
    kind: str
    url: str
    picture_url: str
    brand_slug: str


@dataclass(frozen=True)
class ShownPost:
    """A note of a voice. `html` is sanitised; `pictures` are dicts as `web.shown_media` makes them.

    An article has a `title` and may have a `cover`; pictures that its words show are not among `pictures`.
    """

    html: str
    url: str
    published_at: datetime
    edited_at: datetime | None
    language: str
    content_warning: str
    pictures: list[dict[str, Any]]
    kind_label: str
    replies_count: int
    likes_count: int
    boosts_count: int
    voice: ShownVoice
    title: str = ""
    cover: dict[str, Any] | None = None

    @cached_property
    def words(self) -> str:
        """What it says as plain text, at most 200 characters: for titles and previews elsewhere."""
        return self.title or self.content_warning or self.beginning

    @cached_property
    def beginning(self) -> str:
        """The first 200 characters of the words below the title."""
        return from_html(self.html, 200)

    @cached_property
    def minutes(self) -> int:
        """How long an article takes to read, at 220 words a minute."""
        return max(1, round(len(from_html(self.html).split()) / 220))


@dataclass(frozen=True)
class ShownReply:
    """What somebody elsewhere answered. `html` was sanitised when it arrived."""

    author_name: str
    author_address: str
    author_url: str
    html: str
    published_at: datetime
    language: str


def shown_voice(voice: Voice) -> ShownVoice:
    """`voice` must come with its brand and picture."""
    return ShownVoice(
        name=voice.name,
        handle=voice.handle,
        address=f"@{address(voice)}",
        bio=voice.bio,
        role_line=voice.role_line,
        kind=voice.kind,
        url=page_url(voice),
        picture_url=voice.picture.url if voice.picture else "",
        brand_slug=str(voice.brand_id),
    )


def shown_posts(notes: Iterable[Note], counts: Mapping[int, Counts]) -> list[ShownPost]:
    """The notes in their order; each with its voice, the same object for the same voice."""
    voices: dict[int, ShownVoice] = {}
    shown = []
    for note in notes:
        if note.voice is not None:
            voice = voices.setdefault(note.voice.pk, shown_voice(note.voice))
            shown.append(_shown_post(note, voice, counts.get(note.pk, Counts())))
    return shown


def shown_reply(note: Note) -> ShownReply:
    """`note` must come with its actor."""
    actor = note.actor
    return ShownReply(
        author_name=(actor.name or actor.username) if actor else _("Somebody"),
        author_address=actor.address if actor else "",
        author_url=_address(actor) if actor else "",
        html=note.html,
        published_at=note.published_at,
        language=note.language,
    )


def _address(actor: RemoteActor) -> str:
    return web_address(actor.url) or web_address(actor.uri) or ""


def _shown_post(note: Note, voice: ShownVoice, counts: Counts) -> ShownPost:
    html = by_path(note.html)
    shown = [shown_attachment(attachment) for attachment in note.attachments]
    return ShownPost(
        html=html,
        url=note.url,
        published_at=note.published_at,
        edited_at=note.edited_at,
        language=note.language,
        content_warning=note.content_warning,
        pictures=[one for one in shown if not (note.title and shown_in(html, one["url"]))],
        kind_label="" if note.kind in UNLABELLED else str(PostKind(note.kind).label),
        replies_count=counts.replies,
        likes_count=counts.likes,
        boosts_count=counts.boosts,
        voice=voice,
        title=note.title,
        cover=shown_attachment(note.cover) if note.cover else None,
    )


def frame(canonical: str = "", *, feeds: str = "") -> dict[str, Any]:
    """What the frame of every public page needs: `canonical` is the page's path, `feeds` that of what it can be
    followed by.
    """
    config = settings.CONFIG
    return {
        "base_url": config.public_url,
        "canonical_url": config.public_url + canonical if canonical else "",
        "federates": config.federates,
        "feeds": offers(feeds) if feeds else [],
    }
