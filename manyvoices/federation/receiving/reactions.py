"""A reaction without words to a note of ours."""

from manyvoices.federation.models import Reaction, ReactionKind
from manyvoices.federation.receiving.arrival import Arrival
from manyvoices.federation.receiving.ours import hears, note_named
from manyvoices.federation.receiving.tombstones import is_buried


def react(arrival: Arrival, kind: ReactionKind) -> None:
    """Counts once for each actor and note. Nothing for notes that are not ours, undone ones, and whom we do not hear."""
    note = note_named(arrival.activity.object_id)
    if note is None or note.voice is None or is_buried(arrival.actor, arrival.activity.id):
        return
    if not hears(note.voice, arrival.actor, note.channel_id):
        return
    row = Reaction(kind=kind, actor=arrival.actor, note=note, activity_id=arrival.activity.id, at=arrival.now)
    Reaction.objects.bulk_create([row], ignore_conflicts=True)
