"""A feed as all formats need it: plain values with absolute addresses, without what XML cannot hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from manyvoices.core.markup.entities import hashtags
from manyvoices.core.markup.plain import from_html
from manyvoices.core.markup.text import usable
from manyvoices.federation.models import Note
from manyvoices.voices.addresses import page_url
from manyvoices.web.public.subjects import Subject

ENTRIES = 30
# Whoever opens a feed reads titles of about a line.
TITLE = 80


@dataclass(frozen=True)
class Picture:
    """A picture of an entry; `size` in bytes, 0 where nobody knows it."""

    url: str
    media_type: str
    alt: str
    size: int


@dataclass(frozen=True)
class Entry:
    """A post. `html` was sanitised; behind a content warning the words and pictures stay on the page."""

    id: str
    url: str
    title: str
    html: str
    author: str
    author_url: str
    published_at: datetime
    changed_at: datetime
    language: str
    tags: Sequence[str]
    pictures: Sequence[Picture]


@dataclass(frozen=True)
class Feed:
    """`changed_at` is that of the entry changed last; while there is none, it stays what it was."""

    title: str
    summary: str
    page_url: str
    url: str
    language: str
    changed_at: datetime
    entries: Sequence[Entry]


def build(subject: Subject, *, url: str) -> Feed:
    """The feed of a subject, with its thirty newest posts; `url` is where this format of it stands."""
    entries = [_entry(note) for note in subject.posts(ENTRIES, None).notes]
    return Feed(
        title=usable(subject.title),
        summary=usable(subject.summary),
        page_url=settings.CONFIG.public_url + subject.path,
        url=url,
        language=subject.language,
        changed_at=max((entry.changed_at for entry in entries), default=subject.since),
        entries=entries,
    )


def _entry(note: Note) -> Entry:
    voice = note.voice
    warning = usable(note.content_warning)
    return Entry(
        id=note.uri,
        url=note.url,
        title=usable(note.title) or warning or from_html(note.html, TITLE) or _("A picture"),
        html=f"<p>{escape(warning)}</p>" if warning else usable(note.html),
        author=usable(voice.name) if voice else "",
        author_url=page_url(voice) if voice else "",
        published_at=note.published_at,
        changed_at=note.edited_at or note.published_at,
        language=note.language,
        tags=[] if warning else hashtags(from_html(note.html)),
        pictures=[] if warning else [_picture(attachment) for attachment in _media(note)],
    )


def _media(note: Note) -> list[dict[str, object]]:
    """The cover of an article stands for it where a reader shows one picture."""
    return [note.cover, *note.attachments] if note.cover else note.attachments


def _picture(attachment: dict[str, object]) -> Picture:
    return Picture(
        url=str(attachment["url"]),
        media_type=str(attachment["mediaType"]),
        alt=usable(str(attachment.get("name") or "")),
        size=int(str(attachment.get("size") or 0)),
    )
