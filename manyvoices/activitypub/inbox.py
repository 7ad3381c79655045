"""POST to an inbox. Never fetches and never waits: the request is believed, put aside or refused, by rows alone."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from manyvoices.activitypub.answers import federated
from manyvoices.activitypub.posts import Posted, Said
from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.federation.actions.take_in import Taken, take_in
from manyvoices.federation.actors import actors
from manyvoices.federation.not_taken import NoRoom, NotBelieved
from manyvoices.federation.reading import NotReadable, TooBig
from manyvoices.federation.signatures import IncomingRequest

log = structlog.get_logger()

CONTENT_TYPES = {"application/activity+json", "application/ld+json"}
REFUSALS: dict[type[Exception], tuple[int, dict[str, str]]] = {
    NotReadable: (400, {}),
    NotBelieved: (401, {"WWW-Authenticate": 'Signature headers="(request-target) host date digest"'}),
    TooBig: (413, {}),
    NoRoom: (503, {"Retry-After": "600"}),
    # The database did not let us write in time: better a second try of theirs than a lost activity.
    OperationalError: (503, {"Retry-After": "60"}),
}
# What Django and the database say of themselves is nobody's business.
OUR_WORDS: dict[type[Exception], str] = {
    OperationalError: "The database is busy. Send this again in a moment.",
}


FAILED = Said(500, "Something went wrong here; it has been written to the log.")
NOBODY = Said(404, "There is nothing here.")
NOT_ACTIVITY = Said(415, "Send application/activity+json.")
TAKEN = Said(202, "Taken.")


def answers(posts: Sequence[Posted]) -> list[Said]:
    """202, whatever is made of it later; 400, 401, 404, 413, 415 or 503 with one sentence, and then nothing is kept.

    What was kept is committed when this returns. What nobody expects is written to the log and is a 500.
    """
    voices = {post.voice for post in posts if post.voice is not None and post.voice < 2**63}
    ours = set(actors().filter(pk__in=voices).values_list("pk", flat=True)) if voices else set()
    said: list[Said | None] = [_refused_at_sight(post, ours) for post in posts]
    requests = [_incoming(post) for post, refused in zip(posts, said, strict=True) if refused is None]
    outcomes = iter(take_in(requests=requests, now=clock.now()))
    return [refused or _told(next(outcomes)) for refused in said]


def _refused_at_sight(post: Posted, ours: set[int]) -> Said | None:
    if post.voice is not None and post.voice not in ours:
        return NOBODY
    content_type = post.headers.get("content-type", "").partition(";")[0].strip().lower()
    return None if content_type in CONTENT_TYPES else NOT_ACTIVITY


def _told(outcome: Taken | Exception) -> Said:
    if isinstance(outcome, Taken):
        return TAKEN
    if type(outcome) not in REFUSALS:
        log.error("a request to the inbox failed", exc_info=outcome)
        return FAILED
    status, headers = REFUSALS[type(outcome)]
    return Said(status, OUR_WORDS.get(type(outcome), str(outcome)), headers)


@csrf_exempt
@require_POST
@federated
def shared_inbox(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """The answer to one post. The front asks `answers` itself, for all that came at the same moment."""
    try:
        body = request.body
    except RequestDataTooBig:
        return _response(Said(413, "The body is larger than what an inbox reads."))
    headers = {name.lower(): value for name, value in request.headers.items()}
    (said,) = answers([Posted(request.get_full_path(), headers, body, pk)])
    return _response(said)


# The same for one voice: what arrives says itself whom it concerns.
inbox = shared_inbox


def _incoming(post: Posted) -> IncomingRequest:
    config: Config = settings.CONFIG
    ours = urlsplit(config.public_url)
    return IncomingRequest(
        method="POST",
        path=post.path,
        host=ours.netloc,
        headers=post.headers,
        body=post.body,
        scheme=ours.scheme,
    )


def _response(said: Said) -> HttpResponse:
    answer = HttpResponse(
        f"{said.words}\n",
        status=said.status,
        content_type="text/plain; charset=utf-8",
        headers=dict(said.headers),
    )
    # Django writes a line for each refusal; here a stranger decides how many there are.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
