"""Atom feeds (RFC 4287): of the organisation, and of each voice."""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure

from manyvoices.core.markup.plain import from_html
from manyvoices.federation.models import Note
from manyvoices.federation.queries import standing_notes
from manyvoices.people.queries import organisation
from manyvoices.voices.addresses import page_url
from manyvoices.voices.queries import public_voice
from manyvoices.web.public.caching import public

ENTRIES = 30


@public
def feed(request: HttpRequest) -> HttpResponse:
    """All voices in one feed. 404 before the organisation is set up."""
    found = organisation()
    if found is None:
        raise Http404
    return _answer(found.name, found.introduction, "/", "/feed.atom", standing_notes()[:ENTRIES])


@public
def voice_feed(request: HttpRequest, handle: str) -> HttpResponse:
    """One voice's feed. 404 for an unknown voice."""
    found = public_voice(handle)
    if found is None:
        raise Http404
    path = f"/@{found.handle}"
    return _answer(found.name, found.bio, path, f"{path}/feed.atom", standing_notes(found)[:ENTRIES])


def _answer(title: str, subtitle: str, path: str, own: str, notes: Iterable[Note]) -> HttpResponse:
    origin = settings.CONFIG.public_url
    atom = Atom1Feed(
        title=title,
        link=origin + path,
        description=subtitle,
        subtitle=subtitle or None,
        feed_url=origin + own,
        language=settings.LANGUAGE_CODE,
    )
    for note in notes:
        _add(atom, note)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(atom: Atom1Feed, note: Note) -> None:
    voice = note.voice
    pictures = [
        Enclosure(picture["url"], str(picture.get("size", 0)), picture["mediaType"])
        for picture in note.attachments
    ]
    atom.add_item(
        title=note.content_warning or from_html(note.html, 80),
        link=note.url,
        # Behind a content warning the words stay on the page, where the reader opens them.
        description=note.content_warning or note.html,
        unique_id=note.uri,
        author_name=voice.name if voice else None,
        author_link=page_url(voice) if voice else None,
        pubdate=note.published_at,
        updateddate=note.edited_at or note.published_at,
        enclosures=[] if note.content_warning else pictures,
    )
