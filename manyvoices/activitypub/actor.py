"""A voice as an actor, and the way to it from its page."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from manyvoices.activitypub.answers import by_version, federated, json_answer, not_found, page_answer
from manyvoices.activitypub.asker import is_kept_away
from manyvoices.activitypub.negotiation import wants_page
from manyvoices.federation.actors import presented
from manyvoices.federation.rendering import document
from manyvoices.federation.rendering.actor import actor, gone_actor
from manyvoices.voices.addresses import page_url
from manyvoices.voices.models import Voice


@require_safe
@federated
@by_version("profiles")
def actor_document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The actor. 410 with a tombstone once its voice is closed; 404 for whom it has blocked."""
    return _answer(request, presented().filter(pk=pk).first())


@require_safe
@federated
@by_version("profiles")
def actor_of_handle(request: HttpRequest, handle: str) -> HttpResponseBase:
    """The same document for the address of the voice's page, for whoever asked there for ActivityPub."""
    return _answer(request, presented().filter(handle=handle.lower()).first())


def _answer(request: HttpRequest, voice: Voice | None) -> HttpResponseBase:
    if voice is None or is_kept_away(request, voice):
        return not_found()
    if voice.closed_at is not None:
        return json_answer(request, document(gone_actor(voice)), status=410)
    if wants_page(request):
        return page_answer(page_url(voice))
    return json_answer(request, document(actor(voice)))
