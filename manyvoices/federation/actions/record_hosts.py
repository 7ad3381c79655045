"""Remember which servers answered and which did not, and leave those alone that do not."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery

from manyvoices.core import clock
from manyvoices.core.work.pacing import back_off
from manyvoices.federation.models import Dispatch, RemoteHost

PARKED_AFTER = timedelta(days=3)
# Once a day one dispatch knocks at a parked server; the others wait for its answer.
PARKED_FOR = timedelta(hours=24)
# `answered_at` of a healthy server is for people: no write for every dispatch.
FRESH = timedelta(hours=1)
AT_ONCE = 200


def record_hosts(*, answered: Collection[str], failed: Collection[str]) -> None:
    """A server that answered at all, whatever it said, is alive: what waited for it is due at once.

    One that did not is left alone for 5 s, doubling to 6 h, and after three days of failures for a day at a time.
    """
    now = clock.now()
    with transaction.atomic():
        _make_missing({*answered, *failed})
        _revive(answered, now)
        _note_failures(set(failed) - set(answered), now)


def _make_missing(domains: Collection[str]) -> None:
    known = set(RemoteHost.objects.filter(domain__in=domains).values_list("domain", flat=True))
    fresh = [RemoteHost(domain=domain) for domain in sorted(set(domains) - known)]
    RemoteHost.objects.bulk_create(fresh, ignore_conflicts=True)


def _revive(domains: Collection[str], now: datetime) -> None:
    hosts = RemoteHost.objects.filter(domain__in=domains)
    failing = list(hosts.filter(failing_since__isnull=False).values_list("domain", flat=True))
    if failing:
        waiting = Dispatch.objects.filter(domain__in=failing, taken_by=None, due_at__gt=now)
        waiting.update(due_at=now)
        hosts.filter(domain__in=failing).update(
            failing_since=None, failures=0, quiet_until=None, answered_at=now
        )
    hosts.filter(answered_at=None).update(answered_at=now)
    hosts.filter(answered_at__lt=now - FRESH).update(answered_at=now)


def _note_failures(domains: Collection[str], now: datetime) -> None:
    hosts = list(RemoteHost.objects.filter(domain__in=domains))
    for host in hosts:
        host.failing_since = host.failing_since or now
        host.failures += 1
        parked = now - host.failing_since >= PARKED_AFTER
        host.quiet_until = now + (PARKED_FOR if parked else back_off(host.failures))
    RemoteHost.objects.bulk_update(hosts, ["failing_since", "failures", "quiet_until"], batch_size=AT_ONCE)
    if hosts:
        _put_off({host.domain: host.quiet_until for host in hosts if host.quiet_until})


def _put_off(quiet: Mapping[str, datetime]) -> None:
    """Rows that cannot be taken anyway would be looked at four times a second."""
    until = RemoteHost.objects.filter(domain=OuterRef("domain")).values("quiet_until")[:1]
    waiting = Dispatch.objects.filter(domain__in=quiet, taken_by=None, due_at__lt=max(quiet.values()))
    waiting.filter(due_at__lt=Subquery(until)).update(due_at=Subquery(until))
