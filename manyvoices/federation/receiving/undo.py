"""Undo: a follow, a like or a boost no longer holds (ActivityPub 7.10)."""

from manyvoices.federation.models import Follower, Reaction, ReactionKind, Received
from manyvoices.federation.ownership import first_id
from manyvoices.federation.receiving.arrival import Arrival

KINDS = {"Like": ReactionKind.LIKE, "Announce": ReactionKind.ANNOUNCE}


def receive(arrival: Arrival) -> None:
    """Ends what this actor did under the named id, or, where the activity is embedded, what it did to the same thing.

    Only rows of the actor itself are touched. What has not arrived yet will do nothing when it does.
    """
    undone = arrival.activity.object_id
    if undone is None:
        return
    _end_of(arrival, undone)
    mine = {"actor": arrival.actor, "activity_id": undone}
    Follower.objects.filter(ended_at=None, **mine).update(ended_at=arrival.now)
    Reaction.objects.filter(undone_at=None, **mine).update(undone_at=arrival.now)
    _undo_by_content(arrival)


def _end_of(arrival: Arrival, undone: str) -> None:
    """What came and is undone may come again: Misskey follows anew under the same id. What never came is buried.

    An emptied row was applied (`apply_received`); it may still be in this worker's hands.
    """
    arrived = Received.objects.filter(activity_id=undone, actor_uri=arrival.actor.uri, activity={})
    if not arrived.delete()[0]:
        arrival.known.bury(arrival.actor, undone, arrival.now)


def _undo_by_content(arrival: Arrival) -> None:
    """Some servers undo with a made-up id, and follow twice with two: what is meant is the thing, not the id."""
    inner = arrival.thing or {}
    kind, about = inner.get("type"), first_id(inner.get("object"))
    voice = arrival.known.voice_named(about) if kind == "Follow" else None
    if voice is not None:
        standing = Follower.objects.filter(voice=voice, actor=arrival.actor, ended_at=None)
        standing.update(ended_at=arrival.now)
    note = arrival.known.note_named(about) if isinstance(kind, str) and kind in KINDS else None
    if note is not None:
        reactions = Reaction.objects.filter(
            note=note, actor=arrival.actor, kind=KINDS[str(kind)], undone_at=None
        )
        reactions.update(undone_at=arrival.now)
