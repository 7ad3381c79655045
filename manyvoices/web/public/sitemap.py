"""What search engines may read: the sitemap (sitemaps.org 0.9) and robots.txt."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.federation.queries import standing_notes
from manyvoices.voices.addresses import page_url
from manyvoices.voices.queries import public_voices
from manyvoices.web.public.caching import by_version, public

MOST = 10_000  # of the 50,000 addresses a sitemap may hold: the newest are what engines look for


# Beginnings of paths: "me" alone would close /media as well.
CLOSED = (
    "causes",
    "compose",
    "experts/colleagues",
    "embed/posts",
    "heard",
    "kept",
    "search",
    "invitation",
    "people",
    "posts",
    "queue",
    "settings",
    "setup",
    "sign-",
    "today",
    "voices",
)


@public
@by_version
def sitemap(request: HttpRequest) -> HttpResponse:
    """Home, contact, imprint, every public voice and its newest posts."""
    origin = settings.CONFIG.public_url
    places: list[tuple[str, datetime | None]] = [
        (origin + path, None) for path in ("/", "/imprint/", "/contact/", "/topics", "/units", "/experts")
    ]
    places += [(page_url(voice), None) for voice in public_voices()]
    dated = [
        (url, edited or published)
        for url, published, edited in standing_notes().values_list("url", "published_at", "edited_at")[:MOST]
    ]
    return render(
        request,
        "public/sitemap.xml",
        {"places": [*places, *dated]},
        content_type="application/xml; charset=utf-8",
    )


@public
@by_version
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the working screens have nothing for robots."""
    closed = "".join(f"Disallow: /{path}\n" for path in CLOSED)
    text = f"User-agent: *\n{closed}Sitemap: {settings.CONFIG.public_url}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
