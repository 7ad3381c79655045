"""Atom feeds (RFC 4287): of the organisation, and of each voice."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape
from django.utils.translation import gettext as _

from manyvoices.core.markup.plain import from_html
from manyvoices.core.markup.text import usable
from manyvoices.federation.models import Note
from manyvoices.federation.queries import standing_notes
from manyvoices.people.queries import organisation
from manyvoices.voices.addresses import page_url
from manyvoices.voices.queries import public_voice
from manyvoices.web.public.caching import public

ENTRIES = 30


class Feed(Atom1Feed):
    """Django's, with the language of each entry, and a date of its own while it is empty."""

    def latest_post_date(self) -> datetime:
        """When the newest entry was changed; `since` where there is none, so that an empty feed stays the same."""
        since: datetime = self.feed["since"]
        return super().latest_post_date() if self.items else since

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language the post is written in."""
        return {"xml:lang": item["language"]} if item["language"] else {}


@public
def feed(request: HttpRequest) -> HttpResponse:
    """All voices in one feed. 404 before the organisation is set up."""
    found = organisation()
    if found is None:
        raise Http404
    atom = _feed(found.name, found.introduction, path="/", since=found.set_up_at, language=found.language)
    return _answer(atom, standing_notes()[:ENTRIES])


@public
def voice_feed(request: HttpRequest, handle: str) -> HttpResponse:
    """One voice's feed. 404 for an unknown, closed or not public voice."""
    found = public_voice(handle)
    if found is None:
        raise Http404
    path = f"/@{found.handle}"
    atom = _feed(found.name, found.bio, path=path, since=found.made_at, language=found.language)
    return _answer(atom, standing_notes(found)[:ENTRIES])


def _feed(title: str, subtitle: str, *, path: str, since: datetime, language: str) -> Feed:
    origin = settings.CONFIG.public_url
    return Feed(
        # XML 1.0 knows no control characters: one in a name would be a feed nobody can read.
        title=usable(title),
        link=origin + path,
        description="",
        subtitle=usable(subtitle) or None,
        feed_url=f"{origin}{path.rstrip('/')}/feed.atom",
        language=language,
        since=since,
    )


def _answer(atom: Feed, notes: Iterable[Note]) -> HttpResponse:
    for note in notes:
        _add(atom, note)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(atom: Feed, note: Note) -> None:
    voice = note.voice
    warning = usable(note.content_warning)
    atom.add_item(
        title=warning or from_html(note.html, 80) or _("A picture"),
        link=note.url,
        # Behind a content warning the words stay on the page, where the reader opens them.
        description=f"<p>{escape(warning)}</p>" if warning else usable(note.html),
        unique_id=note.uri,
        author_name=usable(voice.name) if voice else None,
        author_link=page_url(voice) if voice else None,
        pubdate=note.published_at,
        updateddate=note.edited_at or note.published_at,
        enclosures=[] if warning else _pictures(note),
        language=note.language,
    )


def _pictures(note: Note) -> list[Enclosure]:
    return [
        Enclosure(picture["url"], str(picture.get("size", 0)), picture["mediaType"])
        for picture in note.attachments
    ]
