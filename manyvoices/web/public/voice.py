"""One voice and what it says."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from manyvoices.federation.content import ARTICLE
from manyvoices.federation.queries import opening_notes, pinned_notes, reaction_counts
from manyvoices.people.queries import organisation
from manyvoices.publishing.queries.articles import where_article_stands
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import public_voice
from manyvoices.web.public.caching import by_version, public
from manyvoices.web.public.profile import shown_profile
from manyvoices.web.public.shown import frame, shown_posts, shown_voice

A_PAGE = 20


@public
@by_version
def voice(request: HttpRequest, handle: str) -> HttpResponse:
    """The page of `@handle`. 404 for an unknown, closed or not public voice; one that hides says so."""
    found = public_voice(handle)
    if found is None:
        raise Http404
    if found.hidden_since is not None:
        context = {"voice": shown_voice(found), "organisation": organisation(), **frame()}
        return render(request, "public/away.html", context)
    return _page(request, found, articles=False)


@public
@by_version
def voice_articles(request: HttpRequest, handle: str) -> HttpResponse:
    """The articles of `@handle`, the newest first. 404 for a voice that nobody may read now."""
    found = public_voice(handle)
    if found is None or found.hidden_since is not None:
        raise Http404
    return _page(request, found, articles=True)


@require_safe
def article_of_post(request: HttpRequest, handle: str, post_id: int) -> HttpResponse:
    """Leads on to the article that a post became; the address that other networks are told. 404 until it stands here."""
    where = where_article_stands(handle, post_id)
    if where is None:
        raise Http404
    return redirect(where)


def _page(request: HttpRequest, found: Voice, *, articles: bool) -> HttpResponse:
    of_form = opening_notes(found).filter(form=ARTICLE)
    notes_shown = of_form if articles else opening_notes(found)
    page = Paginator(notes_shown, A_PAGE).get_page(request.GET.get("page"))
    pinned = list(pinned_notes(found)) if page.number == 1 and not articles else []
    first = {note.pk for note in pinned}
    notes = [note for note in page.object_list if note.pk not in first]
    counts = reaction_counts([*pinned, *notes])
    context = {
        "voice": shown_voice(found),
        "page": page,
        "profile": shown_profile(found),
        "pinned": shown_posts(pinned, counts),
        "posts": shown_posts(notes, counts),
        "organisation": organisation(),
        "brand_slug": str(found.brand_id),
        "articles": articles,
        "has_articles": articles or of_form.exists(),
        **frame(f"/@{found.handle}{'/articles' if articles else ''}", feeds=f"/@{found.handle}"),
    }
    return render(request, "public/voice.html", context)
