"""A reaction without words to a note of ours."""

from manyvoices.federation.models import Reaction, ReactionKind
from manyvoices.federation.receiving.arrival import Arrival


def react(arrival: Arrival, kind: ReactionKind) -> None:
    """Counts once for each actor and note. Nothing for notes that are not ours, undone ones, and whom we do not hear."""
    note = arrival.known.note_named(arrival.activity.object_id)
    if note is None or note.voice is None or arrival.known.is_buried(arrival.actor, arrival.activity.id):
        return
    if not arrival.known.hears(note.voice, arrival.actor, note.channel_id):
        return
    row = Reaction(kind=kind, actor=arrival.actor, note=note, activity_id=arrival.activity.id, at=arrival.now)
    Reaction.objects.bulk_create([row], ignore_conflicts=True)
