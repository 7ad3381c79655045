"""Who asks for a document, as far as we can tell without asking anybody."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.federation.blocks import is_blocked
from manyvoices.federation.models import RemoteActor
from manyvoices.federation.signatures import IncomingRequest, SignatureProblem, claimed, verify
from manyvoices.voices.models import Voice


def asker(request: HttpRequest) -> RemoteActor | None:
    """The actor whose key signed this GET; None without a signature, with a key we do not know, or a wrong one.

    Nothing is fetched: what is public is shown to strangers too, and the blocked have been here before.
    """
    incoming = _incoming(request)
    try:
        claim = claimed(incoming)
        known = RemoteActor.objects.filter(key_id=claim.key_id, gone_at=None).first()
        if known is not None:
            verify(incoming, claim, known.public_key, clock.now())
    except SignatureProblem:
        return None
    return known


def is_kept_away(request: HttpRequest, voice: Voice) -> bool:
    """Whether the asker is known and blocked by `voice` or by all."""
    known = asker(request)
    return known is not None and is_blocked(known, voice)


def _incoming(request: HttpRequest) -> IncomingRequest:
    config: Config = settings.CONFIG
    public = urlsplit(config.public_url)
    headers = {name.lower(): value for name, value in request.headers.items()}
    return IncomingRequest(
        method=str(request.method),
        path=request.get_full_path(),
        host=public.netloc,
        headers=headers,
        body=b"",
        scheme=public.scheme,
    )
