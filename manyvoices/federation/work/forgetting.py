"""What arrived is not kept for ever."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from manyvoices.core import clock
from manyvoices.federation.models import MissedKey, Received, SeenSignature
from manyvoices.federation.signatures import REMEMBER_FOR

KEEP_RECEIVED = timedelta(days=30)
AT_ONCE = 1_000


def forget_old_activities() -> None:
    """A chore: forgets signatures that are too old to be sent again, finished activities after 30 days, and old misses.

    In portions, because a transaction on SQLite holds up all others. Requests that waited for a key are deleted when
    they are settled (`work.unverified`).
    """
    now = clock.now()
    _forget(SeenSignature.objects.filter(seen_at__lt=now - REMEMBER_FOR))
    _forget(Received.objects.filter(due_at=None, received_at__lt=now - KEEP_RECEIVED))
    _forget(MissedKey.objects.filter(until__lt=now))


def _forget(old: "QuerySet[Any]") -> None:
    while keys := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        old.filter(pk__in=keys).delete()
