"""Keep a verified activity, once."""

from datetime import datetime

from django.db import IntegrityError, transaction

from manyvoices.federation.models import Received, SeenSignature
from manyvoices.federation.not_taken import NotBelieved
from manyvoices.federation.reading import Activity

REPLAYED = "This very request was received before. Sign each request anew."


def store_received(*, activity: Activity, actor_uri: str, signature_id: str, now: datetime) -> bool:
    """One transaction: the signature is seen and the activity is due. False when its id is here already.

    Refused with `NotBelieved`, and nothing stored: a signature seen before.
    """
    # A look first, because a refusal must not wait for the write lock; the key of the table decides a race.
    if SeenSignature.objects.filter(pk=signature_id).exists():
        raise NotBelieved(REPLAYED)
    row = Received(
        activity_id=activity.id,
        actor_uri=actor_uri,
        type=activity.type,
        activity=activity.said,
        received_at=now,
        due_at=now,
    )
    try:
        with transaction.atomic():
            SeenSignature.objects.create(hash=signature_id, seen_at=now)
            Received.objects.bulk_create([row], ignore_conflicts=True)
            return Received.objects.filter(pk=row.pk).exists()
    except IntegrityError as error:
        raise NotBelieved(REPLAYED) from error
