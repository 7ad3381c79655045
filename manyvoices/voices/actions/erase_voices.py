"""The own voices of somebody lose everything that is theirs; a tombstone stays, so that nobody takes their place."""

from typing import Any

from django.db import transaction

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.voices.addresses import address
from manyvoices.voices.models import Channel, HandOver, ProfileField, Speaker, Voice


@transaction.atomic
def erase_voices(*, person: Person, called: str, forget_channels: bool) -> set[int]:
    """Closes and empties the person's voices; returns the ids of their pictures.

    What channels need to take posts back stays until `forget_channels`. Their rights to speak as others end.
    """
    now, files = clock.now(), set()
    for voice in Voice.objects.filter(person=person).select_related("brand"):
        files |= {voice.picture_id, voice.header_id} - {None}
        ProfileField.objects.filter(voice=voice).delete()
        voice.topics.clear()
        voice.handle, voice.name = f"erased_{voice.pk % 10**15}", called
        empty: dict[str, Any] = {
            "bio": "",
            "role_line": "",
            "picture": None,
            "header": None,
            "also_known_as": [],
        }
        shown = {
            "languages": [],
            "response_hours": {},
            "moved_to": "",
            "hidden_since": now,
            "changed_at": now,
        }
        Voice.objects.filter(pk=voice.pk).update(
            handle=voice.handle, name=called, closed_at=voice.closed_at or now, **empty, **shown
        )
        channels = Channel.objects.filter(voice=voice)
        channels.filter(network="native").update(address=address(voice))
        if forget_channels:
            channels.exclude(network="native").update(
                address=voice.handle, secret="", options={}, state_reason=""
            )
        channels.filter(closed_at=None).update(closed_at=now)
    Speaker.objects.filter(person=person, ended_at=None).update(ended_at=now)
    HandOver.objects.filter(to=person, ended_at=None).update(ended_at=now)
    return {pk for pk in files if pk is not None}
