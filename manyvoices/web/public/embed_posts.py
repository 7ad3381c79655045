"""The newest posts for a frame in somebody's website or intranet, or for a screen on a platform.

The only pages that other sites may frame. They know nobody: no cookie, no session, nothing to press.
"""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.federation.queries import reaction_counts
from manyvoices.people.queries import organisation
from manyvoices.web.public.caching import public
from manyvoices.web.public.calm import calm
from manyvoices.web.public.embed_options import MOST, options, shown_subject
from manyvoices.web.public.shown import frame, shown_posts


@csp_replace({"frame-ancestors": ["*"]})
@public
def embed_posts(request: HttpRequest) -> HttpResponse:
    """The posts that the address asks for. 404 for a subject that is not there (any more)."""
    wanted = options(request.GET)
    subject = shown_subject(wanted.show)
    if subject is None:
        raise Http404
    notes = calm(subject.posts(2 * MOST, None).notes)[: wanted.number]
    context = {
        "organisation": organisation(),
        "subject": subject,
        "options": wanted,
        "posts": shown_posts(notes, {} if wanted.screen else reaction_counts(notes)),
        **frame(),
    }
    return render(request, "public/embed_posts.html", context)
