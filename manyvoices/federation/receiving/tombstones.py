"""What was undone or deleted before it arrived must not come to life when it does.

The mark is a finished row of the inbox under an id that no activity can have; it is forgotten with the other rows.
"""

import hashlib
from collections.abc import Collection
from datetime import datetime

from manyvoices.federation.models import Received, RemoteActor

TYPE = "Tombstone"


def bury(actor: RemoteActor, uri: str, now: datetime) -> None:
    """What `actor` has under this id is over, whether or not it ever comes."""
    row = Received(
        activity_id=mark(actor.uri, uri),
        actor_uri=actor.uri,
        type=TYPE,
        activity={},
        received_at=now,
        done_at=now,
    )
    Received.objects.bulk_create([row], ignore_conflicts=True)


def is_buried(actor: RemoteActor, uri: str) -> bool:
    """Whether `actor` ended it before. One actor's mark says nothing about another's things."""
    return bool(standing([mark(actor.uri, uri)]))


def standing(marks: Collection[str]) -> set[str]:
    """Those of `marks` that were set."""
    return set(Received.objects.filter(activity_id__in=marks).values_list("activity_id", flat=True))


def mark(actor_uri: str, uri: str) -> str:
    """What stands for the thing `uri` of an actor."""
    return "tombstone:" + hashlib.sha256(f"{actor_uri}\n{uri}".encode()).hexdigest()
