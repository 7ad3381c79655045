"""Update: an author changed a note, or an actor its profile (ActivityPub 7.3)."""

from manyvoices.federation.cards import NotAnActor, card_of
from manyvoices.federation.models import Note, RemoteActor
from manyvoices.federation.receiving.arrival import Arrival, NotApplied
from manyvoices.federation.receiving.words import TYPES, words_of


def receive(arrival: Arrival) -> None:
    """New words for a note of this actor that we keep, or the actor's new name and addresses. Nothing else is kept.

    NotApplied: the note is somebody else's, or the profile cannot be read. A hidden or waiting reply stays so.
    """
    thing = arrival.thing or {}
    if arrival.activity.object_id == arrival.actor.uri:
        _change_profile(arrival)
    elif thing.get("type") in TYPES:
        _change_note(arrival)


def _change_note(arrival: Arrival) -> None:
    note = Note.objects.filter(uri=arrival.activity.object_id, deleted_at=None).first()
    if note is None:
        return
    if note.actor_id != arrival.actor.pk:
        raise NotApplied("The note is somebody else's.")
    fields = words_of(arrival.thing or {})
    if all(getattr(note, name) == value for name, value in fields.items()):
        return  # a new count of a poll, nothing that we show
    Note.objects.filter(pk=note.pk).update(edited_at=arrival.now, **fields)
    arrival.known.changed.append(note.pk)


def _change_profile(arrival: Arrival) -> None:
    """The key stays: a new one is fetched from the actor's own address when a signature does not fit the old one."""
    actor = arrival.actor
    key = {"id": actor.key_id, "owner": actor.uri, "publicKeyPem": actor.public_key}
    try:
        card = card_of({**(arrival.thing or {}), "publicKey": key}, actor.key_id)
    except NotAnActor as error:
        raise NotApplied(str(error)) from error
    RemoteActor.objects.filter(pk=actor.pk).update(
        username=card.username,
        name=card.name,
        url=card.url,
        inbox=card.inbox,
        shared_inbox=card.shared_inbox,
    )
