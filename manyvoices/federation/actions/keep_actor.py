"""Keep what another server says of its actor."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from manyvoices.federation.cards import Card
from manyvoices.federation.models import MissedKey, RemoteActor


def keep_actor(*, card: Card, now: datetime) -> RemoteActor:
    """The row of an actor as fetched now, new or changed. Its key is no longer a missed one."""
    fields = asdict(card) | {"fetched_at": now}
    with transaction.atomic():
        MissedKey.objects.filter(key_id=card.key_id).delete()
        row, _made = RemoteActor.objects.update_or_create(
            uri=fields.pop("uri"), defaults=fields, create_defaults=fields | {"uri": card.uri}
        )
    return row
