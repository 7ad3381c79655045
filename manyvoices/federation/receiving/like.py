"""Like (ActivityPub 7.8)."""

from manyvoices.federation.models import ReactionKind
from manyvoices.federation.receiving.arrival import Arrival
from manyvoices.federation.receiving.reactions import react


def receive(arrival: Arrival) -> None:
    """A like of a note of ours."""
    react(arrival, ReactionKind.LIKE)
