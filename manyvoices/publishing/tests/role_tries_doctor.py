"""How docs/roles.md is tried: the doctor of a channel."""

from manyvoices.publishing.actions.examine_channel import examine_channel
from manyvoices.voices.models import Channel, VoiceKind
from tests.cast import Cast, voice
from tests.roles import Try


def _shared(cast: Cast) -> Channel:
    ops = voice("ops", "Operations", kind=VoiceKind.DEPARTMENT, unit=cast.operations, brand=cast.brand)
    return Channel.objects.get(voice=ops)


TRIES = {
    "examine_channel": Try(
        lambda me, cast: examine_channel(actor=me, channel=_shared(cast)),
        lambda me, cast: examine_channel(
            actor=me,
            channel=Channel.objects.get(
                voice=voice(
                    "gil", "Gil", kind=VoiceKind.PERSON, person=me, unit=cast.operations, brand=cast.brand
                )
            ),
        ),
    )
}
