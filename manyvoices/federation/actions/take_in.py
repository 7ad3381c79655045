"""Take in requests to an inbox: believe each, put it aside until its key is known, or refuse it. No network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import ParamSpec, TypeVar

from manyvoices.federation.actions.put_aside import put_aside
from manyvoices.federation.actions.store_received import REPLAYED, Verified, store_received
from manyvoices.federation.asked_at_the_door import Door, Owner
from manyvoices.federation.hosts import domain_of, loopback
from manyvoices.federation.models import MissedKey, Unverified
from manyvoices.federation.not_taken import NoRoom, NotBelieved
from manyvoices.federation.ownership import NotTheirs, check_actor_activity, same_origin, same_uri
from manyvoices.federation.reading import LONGEST_ID, Activity, NotReadable, read_activity
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

P = ParamSpec("P")
T = TypeVar("T")

REFUSALS = (NotReadable, NotBelieved, NoRoom)
# What a new key would mend. All else (a stale date, a wrong digest) is wrong with any key.
MAY_BE_A_NEW_KEY = {Reason.WRONG_SIGNATURE, Reason.WRONG_ALGORITHM, Reason.BAD_KEY, Reason.WEAK_KEY}


class Taken(Enum):
    """What became of a request that is answered with 202. The sender is not told which."""

    STORED = "stored"
    KNOWN = "known"
    PUT_ASIDE = "put aside"
    DROPPED = "dropped"


@dataclass(frozen=True)
class _Heard:
    """What one request says, before anything of it is believed."""

    request: IncomingRequest
    claim: Claim
    activity: Activity
    domain: str


Outcome = Taken | Exception


def take_in(*, requests: Sequence[IncomingRequest], now: datetime) -> list[Outcome]:
    """What became of each request; those to be kept are kept in one transaction, which is over when this returns.

    Refused, each for itself, with `NotReadable` or `TooBig` (the body), `NotBelieved` (signature, key, sender or a
    repeated request), `NoRoom` (too many wait for their keys). Blocked senders are dropped without being told. If all of
    them fail, each is tried alone, so that nobody fails for another; what then fails stands as it was raised.
    """
    try:
        return _together(requests, now)
    except Exception as error:
        if len(requests) == 1:
            return [error]
        return [outcome for request in requests for outcome in take_in(requests=[request], now=now)]


def _together(requests: Sequence[IncomingRequest], now: datetime) -> list[Outcome]:
    heard = [_caught(_hear, request) for request in requests]
    asked = [one for one in heard if isinstance(one, _Heard)]
    door = Door(
        keys=[one.claim.key_id for one in asked],
        domains=[one.domain for one in asked],
        signatures=[one.claim.signature_id for one in asked],
        now=now,
    )
    said = [_caught(_judge, one, door, now) if isinstance(one, _Heard) else one for one in heard]
    stored = iter(store_received(verified=[one for one in said if isinstance(one, Verified)], now=now))
    return [_kept(next(stored)) if isinstance(one, Verified) else one for one in said]


def _caught(do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Exception:
    try:
        return do(*args, **kwargs)
    except REFUSALS as refusal:
        return refusal


def _kept(stored: bool | None) -> Outcome:
    if stored is None:
        return NotBelieved(REPLAYED)
    return Taken.STORED if stored else Taken.KNOWN


def _hear(request: IncomingRequest) -> _Heard:
    claim = _claim(request)
    activity = read_activity(request.body)
    _refuse_foreign(activity, activity.actor, claim)
    return _Heard(request, claim, activity, domain_of(activity.actor))


def _judge(heard: _Heard, door: Door, now: datetime) -> Taken | Verified:
    if door.is_domain_blocked(heard.domain):
        return Taken.DROPPED
    sender = _mine(door.owners(heard.claim.key_id), heard.activity)
    if sender is None:
        return _from_a_stranger(heard, now)
    return _from_known(heard, sender, door, now)


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
    mine = [one for one in found if same_uri(one.uri, activity.actor, allow_loopback=loopback())]
    if found and not mine:
        raise NotBelieved("The key belongs to somebody else than the actor of the activity.")
    return mine[0] if mine else None


def _from_a_stranger(heard: _Heard, now: datetime) -> Taken:
    missed = MissedKey.objects.filter(key_id=heard.claim.key_id, until__gt=now).first()
    if heard.activity.ends_its_actor or (missed and missed.gone):
        return Taken.DROPPED  # nothing of theirs is here, so their end changes nothing
    if missed:
        raise NotBelieved(
            "We could not fetch this key a moment ago. Send the activity again in five minutes."
        )
    put_aside(request=heard.request, claim=heard.claim, domain=heard.domain, now=now)
    return Taken.PUT_ASIDE


def _from_known(heard: _Heard, sender: Owner, door: Door, now: datetime) -> Taken | Verified:
    if sender.is_gone:
        return Taken.DROPPED
    try:
        verify(heard.request, heard.claim, sender.public_key, now)
    except Refusal as refusal:
        if refusal.reason not in MAY_BE_A_NEW_KEY or not _may_ask_again(sender, now):
            raise NotBelieved(str(refusal)) from refusal
        put_aside(request=heard.request, claim=heard.claim, domain=sender.domain, now=now)
        return Taken.PUT_ASIDE
    if door.is_blocked(sender):
        return Taken.DROPPED
    if door.was_seen(
        heard.claim.signature_id
    ):  # a look is enough: a refusal must not wait for the write lock
        raise NotBelieved(REPLAYED)
    return Verified(heard.activity, sender.uri, heard.claim.signature_id)


def _may_ask_again(sender: Owner, now: datetime) -> bool:
    """Whether a signature that does not fit may mean a new key, and nobody is looking for it yet."""
    if sender.asked_lately:
        return False
    missed = MissedKey.objects.filter(key_id=sender.key_id, until__gt=now)
    waiting = Unverified.objects.filter(key_id=sender.key_id, due_at__isnull=False)
    return not missed.exists() and not waiting.exists()
