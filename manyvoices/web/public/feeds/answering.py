"""The addresses of the feeds: every subject in every format.

They carry an ETag and no Last-Modified: a post that was taken back makes no date later, and a reader that compares
dates would keep it.
"""

from collections.abc import Callable
from types import ModuleType

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from manyvoices.web.public.caching import by_version, public
from manyvoices.web.public.feeds import atom, json_feed, rss
from manyvoices.web.public.feeds.building import build
from manyvoices.web.public.subjects import (
    Subject,
    everything,
    language_subject,
    topic_subject,
    unit_subject,
    voice_subject,
)

FORMATS: dict[str, ModuleType] = {"atom": atom, "rss": rss, "json": json_feed}
FORMAT = "(?P<form>atom|rss|json)"


@public
@by_version
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """All voices in one feed. 404 before the organisation is set up."""
    return _answer(everything(), form)


@public
@by_version
def voice_feed(request: HttpRequest, handle: str, form: str) -> HttpResponse:
    """One voice's feed. 404 for an unknown, closed, hidden or not public voice."""
    return _answer(voice_subject(handle), form)


@public
@by_version
def topic_feed(request: HttpRequest, tag: str, form: str) -> HttpResponse:
    """The feed of a topic or a hashtag. 404 for one nobody uses."""
    return _answer(topic_subject(tag), form)


@public
@by_version
def unit_feed(request: HttpRequest, unit_id: str, form: str, slug: str | None = None) -> HttpResponse:
    """The feed of a unit and all below it. 404 for one without a public voice."""
    return _answer(unit_subject(int(unit_id)), form)


@public
@by_version
def language_feed(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The feed of what is said in a language. 404 for one that nobody speaks here."""
    return _answer(language_subject(code), form)


def _answer(subject: Subject | None, form: str) -> HttpResponse:
    if subject is None:
        raise Http404
    renderer = FORMATS[form]
    render: Callable[..., str] = renderer.render
    url = f"{settings.CONFIG.public_url}{subject.path.rstrip('/')}/feed.{form}"
    return HttpResponse(render(build(subject, url=url)), content_type=f"{renderer.TYPE}; charset=utf-8")
