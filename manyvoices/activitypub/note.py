"""A note of ours and the activity that told of it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from manyvoices.activitypub.answers import by_version, federated, json_answer, not_found, page_answer
from manyvoices.activitypub.asker import is_kept_away
from manyvoices.activitypub.negotiation import wants_page
from manyvoices.federation.models import Note
from manyvoices.federation.queries import public_notes
from manyvoices.federation.rendering import activities, document
from manyvoices.federation.rendering.note import author, note, tombstone


@require_safe
@federated
@by_version("posts", "profiles")
def note_document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The note; 410 with a tombstone once it is deleted.

    404, the same for all of them, when there is no such note, when it is not public, or when the asker is blocked.
    """
    return _answer(request, pk, note)


@require_safe
@federated
@by_version("posts", "profiles")
def create_document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The Create of a note, under the same rules."""
    return _answer(request, pk, activities.create)


def _answer(request: HttpRequest, pk: int, render: Callable[[Note], dict[str, Any]]) -> HttpResponseBase:
    row = public_notes().filter(pk=pk).first()
    if row is None or is_kept_away(request, author(row)):
        return not_found()
    if row.deleted_at is not None:
        return json_answer(request, document(tombstone(row)), status=410)
    if wants_page(request) and row.url != row.uri:
        return page_answer(row.url)
    return json_answer(request, document(render(row)))
