"""What arrived is not kept for ever."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from manyvoices.core import clock
from manyvoices.core.ids import id_at
from manyvoices.federation.collecting import KEEP_HEARD
from manyvoices.federation.models import Dispatch, Heard, MissedKey, Received, RemoteHost, SeenSignature
from manyvoices.federation.signatures import REMEMBER_FOR

KEEP_RECEIVED = timedelta(days=30)
# A dispatch is given up after a week, so by then nothing waits for a server; it is met anew like any other.
KEEP_HOSTS = timedelta(days=90)
AT_ONCE = 1_000


def forget_old_activities() -> None:
    """A chore: forgets signatures that are too old to be sent again, finished activities and what voices heard
    after 30 days, and old misses.

    In portions, because a transaction on SQLite holds up all others. Requests that waited for a key are deleted when
    they are settled (`work.unverified`).
    """
    now = clock.now()
    _forget(SeenSignature.objects.filter(seen_at__lt=now - REMEMBER_FOR))
    _forget(Heard.objects.filter(pk__lt=id_at(now - KEEP_HEARD)))
    _forget(Received.objects.filter(due_at=None, received_at__lt=now - KEEP_RECEIVED))
    _forget(MissedKey.objects.filter(until__lt=now))
    forget_idle_hosts()


def forget_idle_hosts() -> None:
    """Servers that neither answered nor failed to for 90 days, and that nothing waits for."""
    before = clock.now() - KEEP_HOSTS
    asked = Q(answered_at__gte=before) | Q(quiet_until__gte=before)
    waiting = Dispatch.objects.filter(domain=OuterRef("domain"), done_at=None, dead_at=None)
    _forget(RemoteHost.objects.exclude(asked).filter(~Exists(waiting)))


def _forget(old: "QuerySet[Any]") -> None:
    while keys := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        old.filter(pk__in=keys).delete()
