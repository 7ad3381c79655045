"""The one way in which a block comes to stand, and what it does at once to what is already here.

What comes later is kept away by `blocks`.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from manyvoices.core import clock
from manyvoices.core.audit import record
from manyvoices.federation.models import Block, Follower, Note, Reaction, RemoteActor, Showing
from manyvoices.federation.permissions import may_block
from manyvoices.people.models import Person
from manyvoices.people.validity import check_reason
from manyvoices.voices.models import Voice


def place_block(*, actor: Person, voice: Voice | None, because: str, verb: str, **what: Any) -> Block:
    """The block of `what` (`actor` row under the name `whom`, or `domain`), or the one that stands already.

    Raises Refused, and Invalid without a reason.
    """
    may_block(actor, voice)
    reason = check_reason(because)
    fields = {"voice": voice, "actor": what.get("whom"), "domain": what.get("domain", "")}
    with transaction.atomic():
        standing = Block.objects.filter(ended_at=None, **fields).first()
        if standing is not None:
            return standing
        block = Block.objects.create(because=reason, placed_by=actor, placed_at=clock.now(), **fields)
        _keep_away(block)
        record(actor=actor, verb=verb, target=block, because=reason)
    return block


def _keep_away(block: Block) -> None:
    """Hides the blocked ones' replies, ends their follows and takes back their reactions, for its voice or for all."""
    actors = _covered(block)
    replies = Note.objects.filter(actor__in=actors).exclude(showing=Showing.HIDDEN)
    follows = Follower.objects.filter(actor__in=actors, ended_at=None)
    reactions = Reaction.objects.filter(actor__in=actors, undone_at=None)
    if block.voice is not None:
        replies = replies.filter(in_reply_to__voice=block.voice)
        follows = follows.filter(voice=block.voice)
        reactions = reactions.filter(note__voice=block.voice)
    replies.update(
        showing=Showing.HIDDEN, showing_by=block.placed_by, showing_because=f"blocked: {block.because}"[:500]
    )
    follows.update(ended_at=block.placed_at)
    reactions.update(undone_at=block.placed_at)


def _covered(block: Block) -> "QuerySet[RemoteActor]":
    """The actors a block is about: one, or all of a domain and of those below it, whatever their port."""
    if block.actor_id:
        return RemoteActor.objects.filter(pk=block.actor_id)
    domain = block.domain
    here = Q(domain=domain) | Q(domain__startswith=f"{domain}:")
    below = Q(domain__endswith=f".{domain}") | Q(domain__contains=f".{domain}:")
    return RemoteActor.objects.filter(here | below)
