"""Answers of this surface: documents that caches may keep for a moment, and refusals that all look alike."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manyvoices.config import Config
from manyvoices.core.kept_answers import answer_of_version
from manyvoices.federation.rendering.discovery import ACTIVITY

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

# Short enough that an edit or a delete is seen soon, long enough for the rush after a post was boosted.
MAX_AGE = 60


def json_answer(
    request: HttpRequest, thing: dict[str, Any], *, content_type: str = ACTIVITY, status: int = 200
) -> HttpResponseBase:
    """The document with an ETag; 304 when the asker has it already. Scripts of other sites may read it."""
    body = json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode()
    return text_answer(request, body, content_type=content_type, status=status)


def text_answer(
    request: HttpRequest, body: bytes, *, content_type: str, status: int = 200
) -> HttpResponseBase:
    """`body` as it is, cacheable like a document."""
    answer = HttpResponse(body, content_type=content_type, status=status)
    answer["Cache-Control"] = f"public, max-age={MAX_AGE}"
    answer["Access-Control-Allow-Origin"] = "*"
    # A signed request may be refused where an unsigned one is not, so no cache may mix them up.
    patch_vary_headers(answer, ["Accept", "Signature"])
    if status != 200:
        return answer
    answer["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def by_version(*topics: str) -> "Callable[[View[P]], View[P]]":
    """The view, made once a version of `topics` (wiring.SHOWN_IN_PUBLIC) for whoever asks unsigned.

    A signature may be that of somebody who is kept away, so such a question is answered anew.
    """

    def kept(view: "View[P]") -> "View[P]":
        @wraps(view)
        def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if "Signature" in request.headers:
                return view(request, *args, **kwargs)
            accepted = request.headers.get("Accept", "")
            key = ("document", request.get_full_path(), accepted, get_language() or "")
            return answer_of_version(topics, key, lambda: view(request, *args, **kwargs))

        return answered

    return kept


def page_answer(url: str) -> HttpResponseBase:
    """On to the page that people read."""
    answer = HttpResponseRedirect(url)
    patch_vary_headers(answer, ["Accept", "Signature"])
    return answer


def not_found() -> HttpResponseBase:
    """404: there is no such thing, or it is not for the asker; both look the same."""
    return refusal(_("There is nothing here."), status=404)


def refusal(sentence: str, *, status: int) -> HttpResponseBase:
    """A refusal in one sentence."""
    answer = HttpResponse(sentence + "\n", content_type="text/plain; charset=utf-8", status=status)
    patch_vary_headers(answer, ["Accept", "Signature"])
    return answer


def federated(view: "View[P]") -> "View[P]":
    """The view, refused with 404 and the reason while federation is off."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        config: Config = settings.CONFIG
        if config.federates:
            return view(request, *args, **kwargs)
        sentence = _("Federation is off here: no public https address is set (MANYVOICES_BASE_URL).")
        return refusal(sentence, status=404)

    return guarded
