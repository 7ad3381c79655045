"""What a block does at once to what is already here; what comes later is kept away by `blocks`."""

from django.db.models import Q, QuerySet

from manyvoices.federation.models import Block, Follower, Note, Reaction, RemoteActor, Showing


def keep_away(block: Block) -> None:
    """Hides the blocked ones' replies, ends their follows and takes back their reactions, for its voice or for all."""
    actors = covered(block)
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


def covered(block: Block) -> "QuerySet[RemoteActor]":
    """The actors a block is about: one, or all of a domain and of those below it, whatever their port."""
    if block.actor_id:
        return RemoteActor.objects.filter(pk=block.actor_id)
    domain = block.domain
    here = Q(domain=domain) | Q(domain__startswith=f"{domain}:")
    below = Q(domain__endswith=f".{domain}") | Q(domain__contains=f".{domain}:")
    return RemoteActor.objects.filter(here | below)
