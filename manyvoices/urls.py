"""Every address of Manyvoices. Chooses between a page and its ActivityPub document by `Accept`.

Only here do the pages and the documents meet: the two surfaces ignore each other.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, re_path
from django.utils.cache import patch_vary_headers

from manyvoices.activitypub.negotiation import wants_activity
from manyvoices.federation import uris
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models.voice import HANDLE_PART
from manyvoices.voices.queries import public_voice
from manyvoices.web.public.post import post
from manyvoices.web.public.voice import voice

View = Callable[..., HttpResponse]


def page_or_document(page: View, document: Callable[..., str | None]) -> View:
    """`page` for browsers; who asks for ActivityPub is sent to the id that `document` names (None: the page decides)."""

    def choose(request: HttpRequest, **where: str) -> HttpResponse:
        target = document(**where) if wants_activity(request) else None
        answer = redirect(target) if target else page(request, **where)
        patch_vary_headers(answer, ["Accept"])
        return answer

    return choose


def actor_of(handle: str) -> str | None:
    """The ActivityPub id of the voice with this handle."""
    found = public_voice(handle)
    return actor_uri(found) if found else None


def note_of(handle: str, note_id: str) -> str:
    """The ActivityPub id of a post's note."""
    return uris.note(int(note_id))


handler500 = "manyvoices.web.failing.server_error"

_handle = f"(?P<handle>{HANDLE_PART})"

urlpatterns = [
    re_path(rf"^@{_handle}$", page_or_document(voice, actor_of), name="voice"),
    re_path(rf"^@{_handle}/(?P<note_id>[0-9]{{1,19}})$", page_or_document(post, note_of), name="post"),
    path("", include("manyvoices.activitypub.urls")),
    path("", include("manyvoices.web.urls")),
]
