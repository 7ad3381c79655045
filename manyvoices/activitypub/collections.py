"""The outbox, the pinned posts and the followers of a voice."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from manyvoices.activitypub.answers import federated, json_answer, not_found, refusal
from manyvoices.activitypub.asker import is_kept_away
from manyvoices.federation.actors import actors
from manyvoices.federation.models import Follower
from manyvoices.federation.queries import pinned_notes, standing_notes
from manyvoices.federation.rendering import collections, document
from manyvoices.voices.models import Voice

PAGE = 20
_LARGEST_ID = 2**63 - 1


@require_safe
@federated
def outbox(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The collection, or with `page` one page of it, newest first, from before the note `before` on."""
    voice = _voice(request, pk)
    if voice is None:
        return not_found()
    if "page" in request.GET:
        return _page(request, voice)
    total = standing_notes().filter(voice=voice).count()
    return json_answer(request, document(collections.outbox(voice, total)))


@require_safe
@federated
def featured(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The posts the voice pinned; of one that hides none."""
    voice = _voice(request, pk)
    if voice is None:
        return not_found()
    return json_answer(request, document(collections.featured(voice, list(pinned_notes(voice)))))


@require_safe
@federated
def followers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How many follow the voice. Who they are is not told."""
    voice = _voice(request, pk)
    if voice is None:
        return not_found()
    total = Follower.objects.filter(voice=voice, ended_at=None).count()
    return json_answer(request, document(collections.followers(voice, total)))


def _page(request: HttpRequest, voice: Voice) -> HttpResponseBase:
    given = request.GET.get("before")
    if given is not None and not (
        given.isascii() and given.isdigit() and len(given) < 20 and int(given) <= _LARGEST_ID
    ):
        return refusal("`before` is the number of a note.", status=400)
    before = int(given) if given is not None else None
    rows = standing_notes().filter(voice=voice, pk__lt=_LARGEST_ID if before is None else before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    page = collections.outbox_page(voice, found[:PAGE], before=before, more=len(found) > PAGE)
    return json_answer(request, document(page))


def _voice(request: HttpRequest, pk: int) -> Voice | None:
    voice = actors().filter(pk=pk, closed_at=None).first()
    return None if voice is None or is_kept_away(request, voice) else voice
