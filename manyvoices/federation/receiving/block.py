"""Block: somebody does not want to have to do with a voice (ActivityPub 6.9)."""

from manyvoices.federation.models import Follower
from manyvoices.federation.receiving.arrival import Arrival


def receive(arrival: Arrival) -> None:
    """Their follow ends: who blocks us wants to hear nothing any more."""
    voice = arrival.known.voice_named(arrival.activity.object_id)
    if voice is not None:
        standing = Follower.objects.filter(voice=voice, actor=arrival.actor, ended_at=None)
        standing.update(ended_at=arrival.now)
