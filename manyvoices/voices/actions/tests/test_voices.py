"""Making and changing voices, their channels, rest."""

import pytest

from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.people.models import Consent, Purpose
from manyvoices.people.queries import consented
from manyvoices.voices.actions.change_voice import change_voice
from manyvoices.voices.actions.close_channel import close_channel
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.voices.actions.make_voice import VoiceWords, make_voice
from manyvoices.voices.actions.rest_voice import rest_voice
from manyvoices.voices.actions.wake_voice import wake_voice
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Channel, ChannelState, Voice
from manyvoices.voices.permissions import may_speak
from tests.cast import Cast

DAN = VoiceWords(handle="Dan", name=" Dan ", bio="I drive trains.")


def test_an_own_voice_comes_with_its_channel_and_the_recorded_yes(cast: Cast) -> None:
    voice = make_voice(actor=cast.dan, kind="person", words=DAN, agreed_in="en")
    assert (voice.handle, voice.name, voice.person, voice.unit) == ("dan", "Dan", cast.dan, cast.operations)
    channel = voice.channels.get()
    assert (channel.network, channel.address) == ("native", "dan@voices.example")
    assert consented(cast.dan.pk, Purpose.PUBLISH, channel.pk)
    assert consented(cast.dan.pk, Purpose.COLLECT, channel.pk)
    assert not consented(cast.dan.pk, Purpose.MEASURE, channel.pk)
    may_speak(cast.dan, voice)


def test_without_a_yes_there_is_no_voice(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        make_voice(actor=cast.dan, kind="person", words=DAN)
    assert refused.value.fields.keys() == {"agree"}
    assert not Voice.objects.filter(person=cast.dan).exists()
    assert not Consent.objects.filter(person=cast.dan).exists()


def test_a_second_own_voice_is_a_conflict(cast: Cast) -> None:
    make_voice(actor=cast.dan, kind="person", words=DAN, agreed_in="en")
    with pytest.raises(Conflict):
        make_voice(actor=cast.dan, kind="person", words=VoiceWords(handle="dan2", name="Dan"), agreed_in="en")


# promise I14
def test_a_shared_voice_has_no_person_and_is_open_to_its_maker(cast: Cast) -> None:
    voice = make_voice(
        actor=cast.ada, kind="department", unit=cast.operations, words=VoiceWords(handle="ops", name="Ops")
    )
    assert voice.person is None
    may_speak(cast.ada, voice)
    with pytest.raises(Refused):
        may_speak(cast.bo, voice)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (VoiceWords(handle="bo", name="Dan"), "handle"),
        (VoiceWords(handle="admin", name="Dan"), "handle"),
        (VoiceWords(handle="dan", name=""), "name"),
        (VoiceWords(handle="dan", name="x" * 121), "name"),
        (VoiceWords(handle="dan", name="Dan", bio="x" * 1001), "bio"),
    ],
)
def test_words_that_cannot_be_used_are_named(cast: Cast, words: VoiceWords, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make_voice(actor=cast.dan, kind="person", words=words, agreed_in="en")
    assert refused.value.fields.keys() == {field}


def test_a_change_is_recorded_once_and_the_id_stays(cast: Cast) -> None:
    before, changed_at = actor_uri(cast.bo_voice), cast.bo_voice.changed_at
    words = VoiceWords(handle="bo_ek", name="Bo Ek", role_line="Driver")
    for _ in range(2):
        change_voice(actor=cast.bo, voice=cast.bo_voice, words=words, picture=None)
    cast.bo_voice.refresh_from_db()
    assert actor_uri(cast.bo_voice) == before
    assert cast.bo_voice.changed_at > changed_at
    assert cast.bo_voice.channels.get().address == "bo_ek@voices.example"
    assert AuditRow.objects.filter(verb="change_voice").count() == 1


# promise I14
def test_nobody_changes_rests_or_connects_a_colleagues_own_voice(cast: Cast) -> None:
    words = VoiceWords(handle="bo", name="Bo was here")
    with pytest.raises(Refused):
        change_voice(actor=cast.ada, voice=cast.bo_voice, words=words, picture=None)
    with pytest.raises(Refused):
        rest_voice(actor=cast.ada, voice=cast.bo_voice)
    with pytest.raises(Refused):
        connect_channel(actor=cast.ada, voice=cast.bo_voice, network="sandbox", agreed_in="en")
    with pytest.raises(Refused):
        close_channel(actor=cast.ada, channel=cast.bo_voice.channels.get())


def test_a_voice_rests_and_wakes(cast: Cast) -> None:
    for _ in range(2):
        rest_voice(actor=cast.bo, voice=cast.bo_voice)
    cast.bo_voice.refresh_from_db()
    with pytest.raises(Refused, match="resting"):
        may_speak(cast.bo, cast.bo_voice)
    for _ in range(2):
        wake_voice(actor=cast.bo, voice=cast.bo_voice)
    cast.bo_voice.refresh_from_db()
    may_speak(cast.bo, cast.bo_voice)
    verbs = AuditRow.objects.filter(verb__in=["rest_voice", "wake_voice"]).values_list("verb", flat=True)
    assert sorted(verbs) == ["rest_voice", "wake_voice"]


def test_the_practice_network_is_connected_once_and_closed_and_opened_again(cast: Cast) -> None:
    asked = {"actor": cast.bo, "voice": cast.bo_voice, "network": "sandbox"}
    with pytest.raises(Invalid):
        connect_channel(**asked)  # type: ignore[arg-type]
    channels = [connect_channel(**asked, agreed_in="en") for _ in range(2)]  # type: ignore[arg-type]
    assert channels[0] == channels[1]
    assert consented(cast.bo.pk, Purpose.PUBLISH, channels[0].pk)
    for _ in range(2):
        close_channel(actor=cast.bo, channel=channels[0])
    assert Channel.objects.get(pk=channels[0].pk).state == ChannelState.CLOSED
    assert connect_channel(**asked, agreed_in="en").state == ChannelState.ACTIVE  # type: ignore[arg-type]
    assert AuditRow.objects.filter(verb="connect_channel").count() == 2


@pytest.mark.parametrize("network", ["native", "mastodon", ""])
def test_other_networks_are_not_had_by_request(cast: Cast, network: str) -> None:
    with pytest.raises(Invalid):
        connect_channel(actor=cast.bo, voice=cast.bo_voice, network=network, agreed_in="en")


def test_the_own_address_is_not_closed(cast: Cast) -> None:
    with pytest.raises(Invalid):
        close_channel(actor=cast.bo, channel=cast.bo_voice.channels.get())


def test_practice_is_trusted_and_changes_what_it_does(cast: Cast) -> None:
    asked: dict[str, object] = {
        "actor": cast.bo,
        "voice": cast.bo_voice,
        "network": "sandbox",
        "agreed_in": "en",
    }
    first = connect_channel(**asked, behaviour="refuse")  # type: ignore[arg-type]
    assert (first.options, len(first.secret)) == ({"behaviour": "refuse"}, 64)
    again = connect_channel(**asked, behaviour="accept")  # type: ignore[arg-type]
    assert (again.pk, again.options) == (first.pk, {})
    with pytest.raises(Invalid):
        connect_channel(**asked, behaviour="explode")  # type: ignore[arg-type]
