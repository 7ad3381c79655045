"""POST to an inbox. Never fetches and never waits: the request is believed, put aside or refused, by rows alone."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from manyvoices.activitypub.answers import federated, not_found
from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.federation.actions.take_in import take_in
from manyvoices.federation.actors import actors
from manyvoices.federation.not_taken import NoRoom, NotBelieved
from manyvoices.federation.reading import NotReadable, TooBig
from manyvoices.federation.signatures import IncomingRequest

CONTENT_TYPES = {"application/activity+json", "application/ld+json"}
REFUSALS: dict[type[Exception], tuple[int, dict[str, str]]] = {
    NotReadable: (400, {}),
    NotBelieved: (401, {"WWW-Authenticate": 'Signature headers="(request-target) host date digest"'}),
    TooBig: (413, {}),
    RequestDataTooBig: (413, {}),
    NoRoom: (503, {"Retry-After": "600"}),
    # The database did not let us write in time: better a second try of theirs than a lost activity.
    OperationalError: (503, {"Retry-After": "60"}),
}
# What Django and the database say of themselves is nobody's business.
OUR_WORDS: dict[type[Exception], str] = {
    RequestDataTooBig: "The body is larger than what an inbox reads.",
    OperationalError: "The database is busy. Send this again in a moment.",
}


@csrf_exempt
@require_POST
@federated
def shared_inbox(request: HttpRequest) -> HttpResponseBase:
    """202, whatever is made of it later; 400, 401, 413, 415 or 503 with one sentence, and then nothing is kept."""
    if request.content_type not in CONTENT_TYPES:
        return _said(415, "Send application/activity+json.")
    try:
        take_in(request=_incoming(request, request.body), now=clock.now())
    except tuple(REFUSALS) as refused:
        status, headers = REFUSALS[type(refused)]
        return _said(status, OUR_WORDS.get(type(refused), str(refused)), headers)
    return _said(202, "Taken.")


@csrf_exempt
@require_POST
@federated
def inbox(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same for one voice: what arrives says itself whom it concerns. 404 for what is no actor of ours."""
    if not actors().filter(pk=pk).exists():
        return not_found()
    return shared_inbox(request)


def _incoming(request: HttpRequest, body: bytes) -> IncomingRequest:
    config: Config = settings.CONFIG
    ours = urlsplit(config.public_url)
    return IncomingRequest(
        method="POST",
        path=request.get_full_path(),
        host=ours.netloc,
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
        scheme=ours.scheme,
    )


def _said(status: int, words: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    answer = HttpResponse(
        f"{words}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
    # Django writes a line for each refusal; here a stranger decides how many there are.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
