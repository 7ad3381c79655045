"""WebFinger (RFC 7033): from an address as people write it to the actor."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manyvoices.activitypub.answers import by_version, federated, json_answer, not_found, refusal
from manyvoices.config import Config
from manyvoices.federation import uris
from manyvoices.federation.actors import actors
from manyvoices.federation.instance import instance_uri, webfinger_of_instance
from manyvoices.federation.origins import BadUri, host_of
from manyvoices.federation.rendering.discovery import webfinger
from manyvoices.voices.addresses import host
from manyvoices.voices.models import Voice

JRD = "application/jrd+json"
LONGEST = 500


@require_safe
@federated
@by_version("profiles")
def webfinger_document(request: HttpRequest) -> HttpResponseBase:
    """The JRD for `acct:handle@host`, an actor's id or the address of its page. 400 for what is none of these."""
    resource = request.GET.get("resource", "")
    if not resource or len(resource) > LONGEST or "\x00" in unquote(resource):
        return refusal(_("Ask with ?resource=acct:handle@host."), status=400)
    if resource.lower().removeprefix("acct:") in {f"{host()}@{host()}", instance_uri()}:
        return json_answer(request, webfinger_of_instance(), content_type=JRD)
    voice = _of_account(resource) if _is_account(resource) else _of_address(resource)
    if voice is None:
        return not_found()
    return json_answer(request, webfinger(voice), content_type=JRD)


def _is_account(resource: str) -> bool:
    return resource.lower().startswith("acct:") or "://" not in resource


def _of_account(resource: str) -> Voice | None:
    account = unquote(resource[5:] if resource.lower().startswith("acct:") else resource).removeprefix("@")
    handle, _at, domain = account.rpartition("@")
    domain = _normal(domain)
    if not domain:
        return None
    # A brand may answer on a domain of its own; its voices answer on ours as well.
    here = Q() if domain == host() else Q(brand__handle_domain=domain)
    return actors().filter(here, handle=handle.lower(), closed_at=None).first()


def _of_address(resource: str) -> Voice | None:
    open_actors = actors().filter(closed_at=None)
    named = uris.resolve(resource)
    if named is not None and named.kind == "actor":
        return open_actors.filter(pk=named.pk).first()
    page = f"{uris.origin()}/@"
    return (
        open_actors.filter(handle=resource.removeprefix(page)).first() if resource.startswith(page) else None
    )


def _normal(domain: str) -> str:
    """The host in the one spelling we know it by; empty for what is no host."""
    config: Config = settings.CONFIG
    scheme = urlsplit(config.public_url).scheme
    if set(domain) & set("/?#"):
        return ""
    try:
        return host_of(f"{scheme}://{domain}", allow_loopback=config.allow_loopback_peers)
    except BadUri:
        return ""
