"""The voices: twenty-five colleagues, and those they share, with channels, consents and speakers."""

from typing import Any

from manyvoices.demo.content_files import Table, own_voices, shared_voices
from manyvoices.demo.hours import pattern
from manyvoices.demo.making.ground import Ground
from manyvoices.people.models import Consent, Purpose
from manyvoices.people.wordings import wording
from manyvoices.voices.addresses import address, page_url
from manyvoices.voices.models import Channel, ProfileField, Speaker, Voice, VoiceKind

SINCE = 180.0
MEASURED = {"mira", "lucia", "yuki", "ruth", "samir", "kofi"}


def make_voices(ground: Ground) -> None:
    """Every voice on our own network. Each colleague agreed to theirs in their own words' language."""
    for told in own_voices():
        ground.voices[told["handle"]] = _voice(ground, told, VoiceKind.PERSON)
    for told in shared_voices():
        ground.voices[told["handle"]] = _voice(ground, told, told["kind"])
    Voice.objects.bulk_create(ground.voices.values())
    _topics(ground)
    for handle, voice in ground.voices.items():
        ground.channels[handle] = Channel(
            voice=voice,
            network="native",
            address=address(voice),
            connected_by=voice.made_by,
            connected_at=voice.made_at,
        )
    Channel.objects.bulk_create(ground.channels.values())
    _consents(ground)
    _speakers(ground)
    _profiles(ground)


def _voice(ground: Ground, told: Table, kind: str) -> Voice:
    person = ground.people.get(told["handle"]) if kind == VoiceKind.PERSON else None
    made_at = ground.ago(SINCE)
    return Voice(
        kind=kind,
        person=person,
        unit=ground.units[told["team"]],
        brand=ground.brands[told["brand"]],
        handle=told["handle"],
        name=told["name"],
        bio=told["bio"],
        role_line=told.get("role", ""),
        language=told["language"],
        languages=["de" if told["language"] == "en" else "en"] if told.get("other") else [],
        response_hours=pattern(told.get("shift", "office")),
        time_zone="Europe/Berlin",
        made_by=person or ground.lead,
        made_at=made_at,
        changed_at=made_at,
    )


def _topics(ground: Ground) -> None:
    through: Any = Voice.topics.through
    through.objects.bulk_create(
        through(voice_id=ground.voices[told["handle"]].pk, topic_id=ground.topics[tag].pk)
        for told in [*own_voices(), *shared_voices()]
        for tag in told["topics"]
    )


def _consents(ground: Ground) -> None:
    words = {purpose: wording(purpose, "en") for purpose in Purpose.values}
    rows = []
    for told in own_voices():
        handle = told["handle"]
        channel = ground.channels[handle].pk
        wanted = [(Purpose.PUBLISH, channel), (Purpose.COLLECT, channel), (Purpose.BE_NAMED, None)]
        wanted += [(Purpose.MEASURE, channel)] if handle in MEASURED else []
        wanted += [(Purpose.BE_SHOWN, None)] if handle in {"viktor", "nele"} else []
        rows += [
            Consent(
                person=ground.people[handle],
                purpose=purpose,
                channel=where,
                wording=words[purpose],
                given_at=ground.ago(SINCE),
                # Viktor thought about pictures again, and one tap was enough.
                withdrawn_at=ground.ago(3) if (handle, purpose) == ("viktor", Purpose.BE_SHOWN) else None,
            )
            for purpose, where in wanted
        ]
    Consent.objects.bulk_create(rows)


def _speakers(ground: Ground) -> None:
    Speaker.objects.bulk_create(
        Speaker(
            voice=ground.voices[told["handle"]],
            person=ground.people[handle],
            may_manage=place == 0,
            because="Writes here by name",
            given_by=ground.lead,
            since=ground.ago(SINCE),
        )
        for told in shared_voices()
        # The lead may look into every shared voice, so that a visitor can try them all.
        for place, handle in enumerate(dict.fromkeys([*told["speakers"], "mira"]))
    )


def _profiles(ground: Ground) -> None:
    # Not links to check: a demo asks nobody. Only its own pages are named.
    ProfileField.objects.bulk_create(
        ProfileField(
            voice=ground.voices[told["handle"]],
            position=place,
            name=name,
            value=value,
        )
        for told in own_voices()
        for place, (name, value) in enumerate(
            [
                ("Works in", f"{told['team']}, {told['department']}"),
                ("Page", page_url(ground.voices[told["handle"]])),
            ]
        )
    )
