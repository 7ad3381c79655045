"""How a voice presents itself."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.media.models import File
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.make_voice import VoiceWords
from manyvoices.voices.addresses import address
from manyvoices.voices.models import Channel, Voice
from manyvoices.voices.permissions import may_look_after

_FIELDS = ("handle", "name", "bio", "role_line", "language", "picture_id")


@transaction.atomic
def change_voice(*, actor: Person, voice: Voice, words: VoiceWords, picture: File | None) -> Voice:
    """The voice with new words and picture (None: without one). `changed_at` moves only when something changed.

    A new handle changes the address people type, never the ActivityPub id, so followers stay. Refused to whoever
    does not look after the voice; Invalid for what cannot be used.
    """
    may_look_after(rights(actor), voice)
    before = {field: getattr(voice, field) for field in _FIELDS}
    words.write_on(voice)
    voice.picture = picture
    changed = [field for field in _FIELDS if getattr(voice, field) != before[field]]
    if not changed:
        return voice
    voice.changed_at = clock.now()
    voice.save(update_fields=[*changed, "changed_at"])
    if "handle" in changed:
        Channel.objects.filter(voice=voice, network="native").update(address=address(voice))
        # Their pages link to where the voice was: whether they follow is looked at soon.
        voice.fields.filter(due_at__isnull=False).update(due_at=voice.changed_at)
    audit.record(actor=actor, verb="change_voice", target=voice, changed=changed, handle=voice.handle)
    return voice
