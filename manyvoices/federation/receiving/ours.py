"""What of ours an activity speaks about, as far as it may be spoken about."""

from manyvoices.core.models import World
from manyvoices.federation import uris
from manyvoices.federation.actors import NATIVE, actors
from manyvoices.federation.blocks import is_blocked
from manyvoices.federation.models import Note, RemoteActor
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


def hears(voice: Voice, actor: RemoteActor, channel_id: int | None = None) -> bool:
    """Whether what `actor` says to `voice` may be collected: neither blocked, nor without the consent of the voice's person.

    The consent is asked for the channel of the note that is answered, else for the voice's native one.
    """
    if voice.closed_at is not None or is_blocked(actor, voice):
        return False
    if not voice.person_id:
        return True
    if channel_id is None:
        channel_id = Channel.objects.filter(voice=voice, network=NATIVE).values_list("pk", flat=True).first()
    return consented(voice.person_id, Purpose.COLLECT, channel_id)
