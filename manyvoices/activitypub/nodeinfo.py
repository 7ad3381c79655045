"""NodeInfo 2.1 and host-meta: what this server is."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from manyvoices.activitypub.answers import federated, json_answer, text_answer
from manyvoices.federation.actors import actors
from manyvoices.federation.queries import standing_notes
from manyvoices.federation.rendering import discovery
from manyvoices.people.models import Organisation


@require_safe
@federated
def nodeinfo_links(request: HttpRequest) -> HttpResponseBase:
    """Where NodeInfo is."""
    return json_answer(request, discovery.nodeinfo_links(), content_type="application/json")


@require_safe
@federated
def nodeinfo_document(request: HttpRequest) -> HttpResponseBase:
    """NodeInfo: how many voices and notes there are."""
    organisation = Organisation.objects.first()
    thing = discovery.nodeinfo(
        name=organisation.name if organisation else "Manyvoices",
        voices=actors().filter(closed_at=None).count(),
        notes=standing_notes().count(),
    )
    content_type = f'application/json; profile="{discovery.NODEINFO}#"'
    return json_answer(request, thing, content_type=content_type)


@require_safe
@federated
def host_meta(request: HttpRequest) -> HttpResponseBase:
    """XRD that points to WebFinger."""
    body = discovery.host_meta().encode()
    return text_answer(request, body, content_type="application/xrd+xml; charset=utf-8")
