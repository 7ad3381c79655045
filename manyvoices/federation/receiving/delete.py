"""Delete: an author takes a note back, or an actor is gone (ActivityPub 7.4)."""

from manyvoices.federation.actions.end_actor import NOTHING, end_actor
from manyvoices.federation.models import Note
from manyvoices.federation.receiving.arrival import Arrival, NotApplied


def receive(arrival: Arrival) -> None:
    """The words go and a tombstone stays; a note that has not arrived yet will not be kept when it does.

    NotApplied: the note is somebody else's.
    """
    uri = arrival.activity.object_id
    if uri is None:
        return
    if uri == arrival.actor.uri:
        end_actor(gone=arrival.actor, now=arrival.now)
        return
    note = Note.objects.filter(uri=uri).first()
    if note is None:
        arrival.known.bury(arrival.actor, uri, arrival.now)
    elif note.actor_id != arrival.actor.pk:
        raise NotApplied("The note is somebody else's.")
    elif Note.objects.filter(pk=note.pk, deleted_at=None).update(deleted_at=arrival.now, **NOTHING):
        arrival.known.changed.append(note.pk)
