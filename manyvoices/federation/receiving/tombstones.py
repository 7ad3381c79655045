"""What was undone or deleted before it arrived must not come to life when it does.

The mark is a finished row of the inbox under an id that no activity can have; it is forgotten with the other rows.
"""

import hashlib
from datetime import datetime

from manyvoices.federation.models import Received, RemoteActor

TYPE = "Tombstone"


def bury(actor: RemoteActor, uri: str, now: datetime) -> None:
    """What `actor` has under this id is over, whether or not it ever comes."""
    row = Received(
        activity_id=_mark(actor, uri),
        actor_uri=actor.uri,
        type=TYPE,
        activity={},
        received_at=now,
        done_at=now,
    )
    Received.objects.bulk_create([row], ignore_conflicts=True)


def is_buried(actor: RemoteActor, uri: str) -> bool:
    """Whether `actor` ended it before. One actor's mark says nothing about another's things."""
    return Received.objects.filter(activity_id=_mark(actor, uri)).exists()


def _mark(actor: RemoteActor, uri: str) -> str:
    return "tombstone:" + hashlib.sha256(f"{actor.uri}\n{uri}".encode()).hexdigest()
