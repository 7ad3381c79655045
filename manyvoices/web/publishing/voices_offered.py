"""The voices somebody may write as, with the channels each has."""

from dataclasses import dataclass

from django.db.models import Prefetch

from manyvoices.networks import registry
from manyvoices.networks.contract import Limits
from manyvoices.people.models import Person
from manyvoices.voices.addresses import address
from manyvoices.voices.models import Channel, ChannelState, Voice
from manyvoices.voices.queries import speakable_voices


@dataclass(frozen=True)
class OfferedChannel:
    """A box to tick, with what fits there. `count` is the rule of networks/counting.py and js/count.js."""

    pk: str
    address: str
    network: str
    limit: int
    count: str
    pictures: int
    parts: int
    ticked: bool


@dataclass(frozen=True)
class OfferedVoice:
    """A chip to choose, and its channels."""

    pk: str
    name: str
    handle: str
    address: str
    picture_url: str
    chosen: bool
    channels: list[OfferedChannel]


def voices_with_channels(person: Person) -> list[Voice]:
    """The voices `person` may speak as, their own first, each with its active channels; two queries."""
    active = Channel.objects.filter(state=ChannelState.ACTIVE).order_by("id")
    voices = speakable_voices(person).prefetch_related(Prefetch("channels", active))
    # Databases disagree about where an empty value is sorted.
    return sorted(voices, key=lambda voice: voice.person_id != person.pk)


def offered(voices: list[Voice], *, chosen: str, ticked: list[str]) -> list[OfferedVoice]:
    """The chips and boxes. `chosen` is a voice's id, `ticked` ids of channels, both as a form sends them."""
    return [
        OfferedVoice(
            pk=str(voice.pk),
            name=voice.name,
            handle=voice.handle,
            address=f"@{address(voice)}",
            picture_url=voice.picture.url if voice.picture else "",
            chosen=str(voice.pk) == chosen,
            channels=[_channel(channel, ticked) for channel in voice.channels.all()],
        )
        for voice in voices
    ]


def _channel(channel: Channel, ticked: list[str]) -> OfferedChannel:
    limits: Limits = registry.limits(channel.network)
    return OfferedChannel(
        pk=str(channel.pk),
        address=channel.address,
        network=channel.network,
        limit=limits.length,
        count=limits.count,
        pictures=limits.pictures,
        parts=limits.parts,
        ticked=str(channel.pk) in ticked,
    )
