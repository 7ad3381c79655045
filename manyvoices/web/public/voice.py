"""One voice and what it says."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.federation.queries import pinned_notes, reaction_counts, standing_notes
from manyvoices.people.queries import organisation
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
    page = Paginator(standing_notes(found), A_PAGE).get_page(request.GET.get("page"))
    pinned = list(pinned_notes(found)) if page.number == 1 else []
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
        **frame(f"/@{found.handle}", feeds=f"/@{found.handle}"),
    }
    return render(request, "public/voice.html", context)
