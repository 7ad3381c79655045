"""How docs/roles.md is tried: voices."""

from manyvoices.people.models import Person
from manyvoices.voices.actions.change_voice import change_voice
from manyvoices.voices.actions.close_channel import close_channel
from manyvoices.voices.actions.close_speaking import close_speaking
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.voices.actions.connect_profile import connect_profile
from manyvoices.voices.actions.make_voice import VoiceWords, make_voice
from manyvoices.voices.actions.open_speaking import open_speaking
from manyvoices.voices.actions.rest_voice import rest_voice
from manyvoices.voices.actions.wake_voice import wake_voice
from manyvoices.voices.models import Channel, Speaker, Voice, VoiceKind
from tests.cast import Cast, voice
from tests.roles import Try

WORDS = VoiceWords(handle="night_line", name="Night line")


def _shared(cast: Cast) -> Voice:
    return voice("ops", "Operations", kind=VoiceKind.DEPARTMENT, unit=cast.operations, brand=cast.brand)


def _own(me: Person, cast: Cast) -> Voice:
    return voice("gil", "Gil", kind=VoiceKind.PERSON, person=me, unit=cast.operations, brand=cast.brand)


def _practice(of: Voice) -> Channel:
    return Channel.objects.create(voice=of, network="sandbox", address="x@sandbox", connected_at=of.made_at)


def _speaker(who: Person, of: Voice) -> Speaker:
    return Speaker.objects.create(voice=of, person=who, because="on call", since=of.made_at)


TRIES = {
    "make_voice": Try(
        lambda me, cast: make_voice(actor=me, kind="department", words=WORDS, unit=cast.operations),
        lambda me, cast: make_voice(actor=me, kind="person", words=WORDS, agreed_in="en"),
    ),
    "change_voice": Try(
        lambda me, cast: change_voice(actor=me, voice=_shared(cast), words=WORDS, picture=None),
        lambda me, cast: change_voice(actor=me, voice=_own(me, cast), words=WORDS, picture=None),
    ),
    "connect_channel": Try(
        lambda me, cast: connect_channel(actor=me, voice=_shared(cast), network="sandbox"),
        lambda me, cast: connect_channel(actor=me, voice=_own(me, cast), network="sandbox", agreed_in="en"),
    ),
    "connect_profile": Try(
        lambda me, cast: connect_profile(
            actor=me, voice=_shared(cast), network="share-x", profile="x.com/ops"
        ),
        lambda me, cast: connect_profile(
            actor=me, voice=_own(me, cast), network="share-x", profile="x.com/gil", agreed_in="en"
        ),
    ),
    "close_channel": Try(
        lambda me, cast: close_channel(actor=me, channel=_practice(_shared(cast))),
        lambda me, cast: close_channel(actor=me, channel=_practice(_own(me, cast))),
    ),
    "rest_voice": Try(
        lambda me, cast: rest_voice(actor=me, voice=_shared(cast)),
        lambda me, cast: rest_voice(actor=me, voice=_own(me, cast)),
    ),
    "wake_voice": Try(
        lambda me, cast: wake_voice(actor=me, voice=_shared(cast)),
        lambda me, cast: wake_voice(actor=me, voice=_own(me, cast)),
    ),
    "open_speaking": Try(
        lambda me, cast: open_speaking(actor=me, voice=_shared(cast), person=cast.dan, because="on call")
    ),
    "close_speaking": Try(
        lambda me, cast: close_speaking(actor=me, speaker=_speaker(cast.dan, _shared(cast))),
        lambda me, cast: close_speaking(actor=me, speaker=_speaker(me, _shared(cast))),
    ),
}
