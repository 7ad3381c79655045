"""How long a public page may be kept: shortly, because a post that was taken down must be gone soon."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

SECONDS = 30
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
