"""One field for everything public: posts, voices and topics."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.core.markup.plain import from_html
from manyvoices.core.search import parse, snippet
from manyvoices.core.search.parsing import LONGEST
from manyvoices.federation.models import Note
from manyvoices.federation.queries import found
from manyvoices.people.queries import organisation
from manyvoices.web.public.caching import public
from manyvoices.web.public.calm import calm
from manyvoices.web.public.knowing import best_first, everyone, topic_names, topics_about
from manyvoices.web.public.paging import A_PAGE, before
from manyvoices.web.public.shown import frame, shown_posts, shown_voice

VOICES = 6
TOPICS = 8


@public
def search(request: HttpRequest) -> HttpResponse:
    """What answers `q`: the posts newest first, stretch by stretch; voices and topics beside the first. 404 before set-up."""
    if organisation() is None:
        raise Http404
    asked = request.GET.get("q", "")[:LONGEST]
    query, behind = parse(asked), before(request)
    posts = found(query, size=A_PAGE, before=behind)
    notes = calm(posts.notes)
    shown = zip(notes, shown_posts(notes, {}), strict=True)
    first = bool(query) and behind is None
    voices = best_first(query, everyone()) if first else []
    context = {
        "organisation": organisation(),
        "asked": asked,
        "query": query,
        "found": [{"post": post, "snippet": snippet(query, _readable(note))} for note, post in shown],
        "older": posts.older,
        "before": behind,
        "voices": [shown_voice(one.voice) for one in voices[:VOICES]],
        "further_voices": len(voices) > VOICES,
        "topics": topic_names(topics_about(query)[:TOPICS]) if first else [],
        **frame("/search", feeds="/"),
    }
    return render(request, "public/search.html", context)


def _readable(note: Note) -> str:
    """What may stand in a list of results: behind a content warning the words stay on the page."""
    return note.content_warning or from_html(note.html)
