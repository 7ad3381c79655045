"""Take in one request to an inbox: believe it, put it aside until its key is known, or refuse it. No network."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum

from manyvoices.federation.actions.put_aside import put_aside
from manyvoices.federation.actions.store_received import REPLAYED, store_received
from manyvoices.federation.asked_at_the_door import Owner, owners
from manyvoices.federation.blocks import is_domain_blocked
from manyvoices.federation.hosts import domain_of, loopback
from manyvoices.federation.models import MissedKey, RemoteActor, Unverified
from manyvoices.federation.not_taken import NotBelieved
from manyvoices.federation.ownership import NotTheirs, check_actor_activity, same_origin, same_uri
from manyvoices.federation.reading import LONGEST_ID, Activity, read_activity
from manyvoices.federation.signatures import (
    Claim,
    IncomingRequest,
    Reason,
    Refusal,
    SignatureProblem,
    claimed,
    verify,
)
from manyvoices.federation.uris import origin

# One look for a changed key in five minutes: a stranger who sends nonsense must not make us fetch.
ASK_AGAIN_AFTER = timedelta(minutes=5)
# What a new key would mend. All else (a stale date, a wrong digest) is wrong with any key.
MAY_BE_A_NEW_KEY = {Reason.WRONG_SIGNATURE, Reason.WRONG_ALGORITHM, Reason.BAD_KEY, Reason.WEAK_KEY}


class Taken(Enum):
    """What became of a request that is answered with 202. The sender is not told which."""

    STORED = "stored"
    KNOWN = "known"
    PUT_ASIDE = "put aside"
    DROPPED = "dropped"


def take_in(*, request: IncomingRequest, now: datetime) -> Taken:
    """Return what became of the request; at most one short transaction, and no row unless it is worth one.

    Refused with `NotReadable` or `TooBig` (the body), `NotBelieved` (signature, key, sender or a repeated request),
    `NoRoom` (too many wait for their keys). Blocked senders are dropped without being told.
    """
    claim = _claim(request)
    activity = read_activity(request.body)
    _refuse_foreign(activity, activity.actor, claim)
    domain = domain_of(activity.actor)
    found = owners(claim.key_id, domain, claim.signature_id)
    if found[0].is_domain_blocked if found else is_domain_blocked(domain, None):
        return Taken.DROPPED
    sender = _mine(found, activity)
    if sender is None:
        return _from_a_stranger(request, claim, activity, domain, now)
    return _from_known(request, claim, activity, sender, now)


def _claim(request: IncomingRequest) -> Claim:
    try:
        claim = claimed(request)
    except SignatureProblem as problem:
        raise NotBelieved(str(problem)) from problem
    if len(claim.key_id) > LONGEST_ID:
        raise NotBelieved(f"The key id has more than {LONGEST_ID} characters.")
    return claim


def _refuse_foreign(activity: Activity, owner: str, claim: Claim) -> None:
    if same_origin(owner, origin(), allow_loopback=loopback()):
        raise NotBelieved("Our own voices do not write to this inbox.")
    try:
        check_actor_activity(activity.said, owner, claim.key_id, owner, allow_loopback=loopback())
    except NotTheirs as error:
        raise NotBelieved(str(error)) from error


def _mine(found: Sequence[Owner], activity: Activity) -> Owner | None:
    """The sender whose key it is; None when nobody's we know. Refused: a key that is somebody else's."""
    mine = [one for one in found if same_uri(one.actor.uri, activity.actor, allow_loopback=loopback())]
    if found and not mine:
        raise NotBelieved("The key belongs to somebody else than the actor of the activity.")
    return mine[0] if mine else None


def _from_a_stranger(
    request: IncomingRequest, claim: Claim, activity: Activity, domain: str, now: datetime
) -> Taken:
    missed = MissedKey.objects.filter(key_id=claim.key_id, until__gt=now).first()
    if activity.ends_its_actor or (missed and missed.gone):
        return Taken.DROPPED  # nothing of theirs is here, so their end changes nothing
    if missed:
        raise NotBelieved(
            "We could not fetch this key a moment ago. Send the activity again in five minutes."
        )
    put_aside(request=request, claim=claim, domain=domain, now=now)
    return Taken.PUT_ASIDE


def _from_known(
    request: IncomingRequest, claim: Claim, activity: Activity, sender: Owner, now: datetime
) -> Taken:
    actor = sender.actor
    if actor.gone_at is not None:
        return Taken.DROPPED
    try:
        verify(request, claim, actor.public_key, now)
    except Refusal as refusal:
        if refusal.reason not in MAY_BE_A_NEW_KEY or not _may_ask_again(actor, now):
            raise NotBelieved(str(refusal)) from refusal
        put_aside(request=request, claim=claim, domain=actor.domain, now=now)
        return Taken.PUT_ASIDE
    if sender.is_blocked:
        return Taken.DROPPED
    if sender.seen:  # a look is enough: a refusal must not wait for the write lock
        raise NotBelieved(REPLAYED)
    stored = store_received(activity=activity, actor_uri=actor.uri, signature_id=claim.signature_id, now=now)
    return Taken.STORED if stored else Taken.KNOWN


def _may_ask_again(actor: RemoteActor, now: datetime) -> bool:
    """Whether a signature that does not fit may mean a new key, and nobody is looking for it yet."""
    asked = actor.fetched_at > now - ASK_AGAIN_AFTER
    missed = MissedKey.objects.filter(key_id=actor.key_id, until__gt=now)
    waiting = Unverified.objects.filter(key_id=actor.key_id, due_at__isnull=False)
    return not asked and not missed.exists() and not waiting.exists()
