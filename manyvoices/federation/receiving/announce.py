"""Announce: a boost (ActivityPub 7.11)."""

from manyvoices.federation.models import ReactionKind
from manyvoices.federation.receiving.arrival import Arrival
from manyvoices.federation.receiving.reactions import react


def receive(arrival: Arrival) -> None:
    """A boost of a note of ours. Boosts of other notes are nothing to us: nothing is fetched for them."""
    react(arrival, ReactionKind.ANNOUNCE)
