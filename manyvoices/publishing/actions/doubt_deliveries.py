"""After a restore nobody here knows what left meanwhile: everything that had not arrived is doubted."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from manyvoices.federation.models import Note
from manyvoices.pauses.kinds import PostKind
from manyvoices.publishing.models import Delivery, State, Verb

RESTORED = "restored from a backup: it may have left since"
DOUBTFUL = [State.QUEUED, State.SENDING, State.UNKNOWN, State.PAUSED, State.FAILED, State.LATE, State.HANDED]


def doubt_deliveries(*, now: datetime) -> dict[str, int]:
    """Turns what was not known to have arrived into `unknown`; returns how many are "looked" for and "asked" about.

    The worker looks each of them up: what is found is sent; what certainly never arrived meets the pause that stands,
    and waits for a person. Two cannot be looked up and are put to a person at once: a crisis post, which no pause
    holds, and a post on our own server that was due, since our own notes of that time are gone with the database.
    Edits and deletions may be repeated without harm. Publishes nothing, and doubts nothing twice as much.
    """
    free = {"taken_by": None, "taken_until": None, "last_error": RESTORED}
    with transaction.atomic():
        rows = Delivery.objects.filter(state__in=DOUBTFUL, verb=Verb.PUBLISH)
        known = Note.objects.filter(delivery_key=OuterRef("key"))
        lost = Q(network="native") & ~Q(state=State.QUEUED, due_at__gt=now) & ~Exists(known)
        ask = rows.filter(Q(kind=PostKind.CRISIS) | lost)
        asked = list(ask.values_list("pk", flat=True))
        looked = rows.exclude(pk__in=ask.values("pk")).update(
            state=State.UNKNOWN, due_at=now, settled_at=now, asked_at=None, dead_at=None, **free
        )
        for start in range(0, len(asked), 500):
            Delivery.objects.filter(pk__in=asked[start : start + 500]).update(
                state=State.UNKNOWN, due_at=None, settled_at=now, asked_at=now, dead_at=None, **free
            )
        changes = Delivery.objects.filter(state__in=[State.SENDING, State.UNKNOWN]).exclude(verb=Verb.PUBLISH)
        changes.update(state=State.UNKNOWN, due_at=now, settled_at=now, **free)
    return {"looked": looked, "asked": len(asked)}
