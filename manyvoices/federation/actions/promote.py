"""Judge a request that waited for its key, now that the key is here."""

from datetime import datetime

import structlog
from django.db import transaction

from manyvoices.federation.actions.store_received import Verified, store_received
from manyvoices.federation.blocks import is_blocked
from manyvoices.federation.hosts import loopback
from manyvoices.federation.models import RemoteActor, Unverified
from manyvoices.federation.not_taken import NotBelieved
from manyvoices.federation.ownership import NotTheirs, check_actor_activity
from manyvoices.federation.reading import NotReadable, read_activity
from manyvoices.federation.signatures import SignatureProblem, claimed, verify
from manyvoices.federation.waiting import request_of

log = structlog.get_logger()


def promote(*, row: Unverified, owner: RemoteActor, now: datetime) -> bool:
    """Whether the request became a Received row; the waiting row is gone either way, in the same transaction.

    The signature is judged by the time at which it arrived: what waited for a slow server is not stale for that.
    """
    with transaction.atomic():
        Unverified.objects.filter(pk=row.pk).delete()
        if owner.gone_at is not None or is_blocked(owner, None):
            return False
        try:
            return _store(row, owner, now)
        except (SignatureProblem, NotReadable, NotTheirs, NotBelieved) as refused:
            log.info("a request was dropped", key=row.key_id, because=str(refused))
            return False


def _store(row: Unverified, owner: RemoteActor, now: datetime) -> bool:
    request = request_of(row)
    claim = claimed(request)
    activity = read_activity(request.body)
    verify(request, claim, owner.public_key, row.received_at)
    check_actor_activity(activity.said, owner.uri, claim.key_id, owner.uri, allow_loopback=loopback())
    (stored,) = store_received(verified=[Verified(activity, owner.uri, claim.signature_id)], now=now)
    return bool(stored)
