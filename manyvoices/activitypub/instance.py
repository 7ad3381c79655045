"""The server's own actor, whose key signs what we fetch."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from manyvoices.activitypub.answers import federated, json_answer, not_found
from manyvoices.federation.instance import instance_actor
from manyvoices.federation.models import InstanceKey
from manyvoices.federation.rendering import document


@require_safe
@federated
def instance_document(request: HttpRequest) -> HttpResponseBase:
    """The actor, from the first fetch on; shown to everybody, because it says nothing and vouches for questions alone."""
    key = InstanceKey.objects.first()
    return json_answer(request, document(instance_actor(key.public))) if key else not_found()
