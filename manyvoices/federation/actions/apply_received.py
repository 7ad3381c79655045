"""Apply one verified activity to our tables, once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from manyvoices.federation.blocks import is_blocked
from manyvoices.federation.models import Received, RemoteActor
from manyvoices.federation.reading import activity_of
from manyvoices.federation.receiving import RECEIVE, Arrival


def apply_received(*, row: Received, said: Mapping[str, Any], now: datetime) -> bool:
    """Whether the activity was handed to its type; all it changes, in one transaction. Raises NotApplied.

    `said` is the activity with its object embedded. It is not kept beyond this: whatever of it we may keep stands in
    rows of its own, and an author who deletes something must not find it here. The emptied row also says, after a
    crash, that the work was done.
    """
    with transaction.atomic():
        standing = Received.objects.filter(pk=row.pk).exclude(activity={})
        actor = RemoteActor.objects.filter(uri=row.actor_uri).first()
        if not standing.exists() or actor is None:
            return False
        standing.update(activity={})
        receive = RECEIVE.get(row.type)
        if receive is None or actor.gone_at is not None or is_blocked(actor, None):
            return False
        receive(Arrival(activity_of(dict(said)), actor, row.pk, now))
    return True
