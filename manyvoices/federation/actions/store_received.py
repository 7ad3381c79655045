"""Keep a verified activity, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from manyvoices.core.committing import Together
from manyvoices.core.inserting import insert_new
from manyvoices.federation.models import Received, SeenSignature
from manyvoices.federation.not_taken import NotBelieved
from manyvoices.federation.reading import Activity

REPLAYED = "This very request was received before. Sign each request anew."


@dataclass(frozen=True)
class _Arrived:
    signature: SeenSignature
    row: Received


def store_received(*, activity: Activity, actor_uri: str, signature_id: str, now: datetime) -> bool:
    """One transaction: the signature is seen and the activity is due. False when its id is here already.

    Refused with `NotBelieved`, and nothing stored: a signature seen before.
    """
    row = Received(
        activity_id=activity.id,
        actor_uri=actor_uri,
        type=activity.type,
        activity=activity.said,
        received_at=now,
        due_at=now,
    )
    stored = _keep(_Arrived(SeenSignature(hash=signature_id, seen_at=now), row))
    if stored is None:
        raise NotBelieved(REPLAYED)
    return stored


def _write(arrived: Sequence[_Arrived]) -> list[bool | None]:
    """For each whether its activity is new, or None where its signature is not."""
    return [insert_new(one.row) if insert_new(one.signature) else None for one in arrived]


_keep: Together[_Arrived, bool | None] = Together(_write)
