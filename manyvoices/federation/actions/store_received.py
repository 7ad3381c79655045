"""Keep verified activities, each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from manyvoices.core.inserting import insert_new
from manyvoices.federation.models import Received, SeenSignature
from manyvoices.federation.reading import Activity

REPLAYED = "This very request was received before. Sign each request anew."


@dataclass(frozen=True)
class Verified:
    """An activity whose signature, with this id, vouched for it; `actor_uri` is who said it."""

    activity: Activity
    actor_uri: str
    signature_id: str


def store_received(*, verified: Sequence[Verified], now: datetime) -> list[bool | None]:
    """One transaction: the signatures are seen and the activities are due, in this order.

    For each: whether its activity is new, or None, and nothing stored, where its signature was seen before (`REPLAYED`).
    """
    if not verified:
        return []
    with transaction.atomic():
        return [_insert(one, now) for one in verified]


def _insert(one: Verified, now: datetime) -> bool | None:
    if not insert_new(SeenSignature(hash=one.signature_id, seen_at=now)):
        return None
    row = Received(
        activity_id=one.activity.id,
        actor_uri=one.actor_uri,
        type=one.activity.type,
        activity=one.activity.said,
        received_at=now,
        due_at=now,
    )
    return insert_new(row)
