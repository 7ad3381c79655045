"""Create: somebody answered a note of ours, or spoke to a voice (ActivityPub 7.2)."""

from collections.abc import Mapping
from typing import Any

from manyvoices.core.inserting import insert_new
from manyvoices.federation.hearing import EVERYBODY, audience
from manyvoices.federation.models import Heard, Note, Showing
from manyvoices.federation.ownership import NotTheirs, first_id, recipients
from manyvoices.federation.reading import LONGEST_ID
from manyvoices.federation.receiving.arrival import Arrival, NotApplied
from manyvoices.federation.receiving.words import TYPES, moment_of, page_of, words_of
from manyvoices.voices.models import Voice

MOST_MENTIONS = 100


def receive(arrival: Arrival) -> None:
    """The note, kept once, if it answers a note of ours or speaks to a voice, and that voice hears its author.

    Spoken to is also who is only addressed: a direct message need mention nobody. Its voices hear of it.
    Everything else that is sent to us concerns others and is not kept. NotApplied: it is addressed to more than 100.
    """
    thing = arrival.thing or {}
    uri = arrival.activity.object_id
    if thing.get("type") not in TYPES or uri is None or len(uri) > LONGEST_ID:
        return
    try:
        addressed = {*recipients(arrival.activity.said), *recipients(thing)}
    except NotTheirs as error:
        raise NotApplied(str(error)) from error
    parent = _answered(thing, arrival)
    mentioned = _mentioned(thing, addressed, arrival)
    if (parent is None and not mentioned) or arrival.known.is_buried(arrival.actor, uri):
        return
    note = _note(arrival, thing, uri, parent)
    note.public = bool(addressed & EVERYBODY)
    if not insert_new(note):
        return
    if mentioned:
        note.mentions.set(mentioned)
    spoken_to = {
        voice.pk: voice for voice in [*mentioned, *([parent.voice] if parent and parent.voice else [])]
    }
    seen_by = audience(_first(thing, arrival), addressed)
    arrival.known.heard += [Heard(note=note, voice_id=pk, visibility=seen_by) for pk in sorted(spoken_to)]


def _first(thing: Mapping[str, Any], arrival: Arrival) -> set[str]:
    """Whom it is addressed to first, before those who get a copy."""
    return {*recipients({"to": arrival.activity.said.get("to")}), *recipients({"to": thing.get("to")})}


def _answered(thing: Mapping[str, Any], arrival: Arrival) -> Note | None:
    parent = arrival.known.note_named(first_id(thing.get("inReplyTo")))
    if (
        parent is None
        or parent.voice is None
        or not arrival.known.hears(parent.voice, arrival.actor, parent.channel_id)
    ):
        return None
    return parent


def _mentioned(thing: Mapping[str, Any], addressed: set[str], arrival: Arrival) -> list[Voice]:
    """The voices spoken to that hear the author; who is merely named in a link of the text is not spoken to."""
    value = thing.get("tag")
    tags = (value if isinstance(value, list) else [value])[:MOST_MENTIONS]
    named = {tag.get("href") for tag in tags if isinstance(tag, Mapping) and tag.get("type") == "Mention"}
    uris = sorted({uri for uri in named if isinstance(uri, str)} | addressed)
    voices = [voice for voice in map(arrival.known.voice_named, uris) if voice is not None]
    return [voice for voice in voices if arrival.known.hears(voice, arrival.actor)]


def _note(arrival: Arrival, thing: Mapping[str, Any], uri: str, parent: Note | None) -> Note:
    in_reply_to = first_id(thing.get("inReplyTo")) or ""
    return Note(
        uri=uri,
        url=page_of(thing, uri),
        actor=arrival.actor,
        in_reply_to=parent,
        in_reply_to_uri=in_reply_to if len(in_reply_to) <= LONGEST_ID else "",
        published_at=moment_of(thing, arrival.now),
        received_at=arrival.now,
        showing=_showing(arrival),
        **words_of(thing),
    )


def _showing(arrival: Arrival) -> Showing:
    """Where replies of new contacts are reviewed, somebody is new until one of their replies was shown."""
    house = arrival.known.house()
    if house is None or not house.review_new_contacts:
        return Showing.SHOWN
    known = Note.objects.filter(actor=arrival.actor, showing=Showing.SHOWN)
    return Showing.SHOWN if known.exists() else Showing.AWAITING
