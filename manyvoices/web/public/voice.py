"""One voice and what it says."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.federation.queries import reaction_counts, standing_notes
from manyvoices.people.queries import organisation
from manyvoices.voices.queries import public_voice
from manyvoices.web.public.caching import public
from manyvoices.web.public.shown import frame, shown_posts, shown_voice

A_PAGE = 20


@public
def voice(request: HttpRequest, handle: str) -> HttpResponse:
    """The page of `@handle`. 404 for an unknown, closed or not public voice."""
    found = public_voice(handle)
    if found is None:
        raise Http404
    page = Paginator(standing_notes(found), A_PAGE).get_page(request.GET.get("page"))
    notes = list(page.object_list)
    context = {
        "voice": shown_voice(found),
        "page": page,
        "posts": shown_posts(notes, reaction_counts(notes)),
        "organisation": organisation(),
        "brand_slug": str(found.brand_id),
        **frame(f"/@{found.handle}", feeds=f"/@{found.handle}"),
    }
    return render(request, "public/voice.html", context)
