"""What of ours an activity speaks about, as far as it may be spoken about."""

from manyvoices.core.models import World
from manyvoices.federation import uris
from manyvoices.federation.actors import NATIVE, actors
from manyvoices.federation.models import Note
from manyvoices.people.models import Purpose
from manyvoices.people.queries import consented
from manyvoices.voices.models import Channel, Voice


def voice_named(uri: str | None) -> Voice | None:
    """The voice whose actor has this id, closed ones among them."""
    named = uris.resolve(uri) if uri else None
    return actors().filter(pk=named.pk).first() if named and named.kind == "actor" else None


def note_named(uri: str | None) -> Note | None:
    """Our note with this id, if it stands."""
    named = uris.resolve(uri) if uri else None
    if named is None or named.kind != "note":
        return None
    ours = Note.objects.filter(voice__isnull=False, voice__closed_at=None, world=World.LIVE, deleted_at=None)
    return ours.select_related("voice").filter(pk=named.pk).first()


def is_collected(voice: Voice, channel_id: int | None = None) -> bool:
    """Whether what is said to `voice` may be collected at all: not without the consent of the voice's person.

    The consent is asked for the channel of the note that is answered, else for the voice's native one.
    """
    if voice.closed_at is not None:
        return False
    if not voice.person_id:
        return True
    if channel_id is None:
        channel_id = Channel.objects.filter(voice=voice, network=NATIVE).values_list("pk", flat=True).first()
    return consented(voice.person_id, Purpose.COLLECT, channel_id)
