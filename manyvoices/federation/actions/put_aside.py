"""Keep a request whose key we do not know, until the worker has asked for the key. Nothing of it is applied."""

from datetime import datetime

from manyvoices.federation.models import MissedKey, Unverified
from manyvoices.federation.not_taken import NoRoom
from manyvoices.federation.reading import TooBig
from manyvoices.federation.signatures import Claim, IncomingRequest
from manyvoices.federation.waiting import kept

MOST_OF_A_HOST = 100
MOST = 5_000
# A first contact is a follow or a reply of some kilobytes; 5,000 of these still fit on a small disk.
LARGEST = 262_144


def put_aside(*, request: IncomingRequest, claim: Claim, domain: str, now: datetime) -> Unverified:
    """The waiting row. Refused with `NoRoom` when too many wait, of one host or in all, `TooBig` over 256 KiB.

    The caps count before they insert, so a burst may go over them by as many requests as run at once.
    """
    if len(request.body) > LARGEST:
        raise TooBig(f"We do not know this key yet, and read at most {LARGEST} bytes from strangers.")
    waiting = Unverified.objects.filter(due_at__isnull=False)
    missed = MissedKey.objects.filter(domain=domain, until__gt=now)
    if waiting.filter(domain=domain).count() + missed.count() >= MOST_OF_A_HOST or waiting.count() >= MOST:
        raise NoRoom("Too many activities wait for their keys. Send this one again in ten minutes.")
    return Unverified.objects.create(
        domain=domain,
        key_id=claim.key_id,
        **kept(request),
        received_at=now,
        due_at=now,
    )
