"""How long a public page may be kept: shortly, because a post that was taken down must be gone soon."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from manyvoices.core.kept_answers import answer_of_version

SECONDS = 30
# Everything that the public reads stands under these topics of wiring.SHOWN_IN_PUBLIC.
TOPICS = ("posts", "profiles")
View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """GET and HEAD only, kept by browsers and proxies for half a minute, then asked for by ETag."""

    @require_safe
    @wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=SECONDS)
        patch_vary_headers(response, ["Accept"])
        return response

    return kept


def by_version(view: View) -> View:
    """Made once a version: while nothing that the public reads was changed, the page is the one that was made before.

    Not for pages that say something else to each reader. A demo shows each visitor how far the tour is.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if settings.CONFIG.demo:
            return view(request, *args, **kwargs)
        key = ("page", request.get_full_path(), get_language() or "", request.get_host())
        answer = answer_of_version(TOPICS, key, lambda: view(request, *args, **kwargs))
        assert isinstance(answer, HttpResponse)  # noqa: S101 - pages are never streamed
        return answer

    return kept
