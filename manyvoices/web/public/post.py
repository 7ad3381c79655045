"""One post, what came back, and what was said before."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.federation.content import ARTICLE
from manyvoices.federation.models import Note
from manyvoices.federation.queries import (
    note_for_page,
    opening_notes,
    reaction_counts,
    shown_replies,
    thread_of,
)
from manyvoices.people.queries import organisation
from manyvoices.voices.queries import public_voice
from manyvoices.web.public.authorship import author_of
from manyvoices.web.public.caching import by_version, public
from manyvoices.web.public.shown import frame, shown_posts, shown_reply, shown_voice

EARLIER = 3
REPLIES = 100


@public
@by_version
def post(request: HttpRequest, handle: str, note_id: int) -> HttpResponse:
    """The post's page; 410 once it was taken back, 404 for what never was public or whose voice hides."""
    note = note_for_page(handle, note_id)
    if note is None or note.voice is None:
        return _away(request, handle)
    if note.deleted_at is not None:
        context = {"voice": shown_voice(note.voice), "organisation": organisation(), **frame()}
        return render(request, "public/gone.html", context, status=410)
    template = "public/article.html" if note.form == ARTICLE else "public/post.html"
    return render(request, template, _context(note, request.GET.get("page")))


def _away(request: HttpRequest, handle: str) -> HttpResponse:
    """A word about a voice that hides; whether there is such a post is not told then."""
    found = public_voice(handle)
    if found is None or found.hidden_since is None:
        raise Http404
    context = {"voice": shown_voice(found), "organisation": organisation(), **frame()}
    return render(request, "public/away.html", context, status=404)


def _context(note: Note, number: str | None) -> dict[str, object]:
    assert note.voice is not None  # noqa: S101 - note_for_page finds notes of voices alone
    thread = thread_of(note)
    earlier = list(
        opening_notes(note.voice)
        .exclude(pk=thread.first)
        .filter(published_at__lt=note.published_at)[:EARLIER]
    )
    page = Paginator(shown_replies(note, *thread.rest), REPLIES).get_page(number)
    shown, *others = shown_posts([note, *thread.rest, *earlier], reaction_counts([note]))
    rest, before = others[: len(thread.rest)], others[len(thread.rest) :]
    return {
        "post": shown,
        "rest": rest,
        "begins_at": "" if thread.first == note.pk else f"/@{note.voice.handle}/{thread.first}",
        "author": author_of(note),
        "replies": [shown_reply(reply) for reply in page.object_list],
        "page": page,
        "previous_posts": before,
        "organisation": organisation(),
        "brand_slug": str(note.voice.brand_id),
        **frame(f"/@{note.voice.handle}/{note.pk}"),
    }
