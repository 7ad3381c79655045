"""Hiding, muting and handing over a voice: undone as easily, recorded once."""

from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.end_hand_over import end_hand_over
from manyvoices.voices.actions.hand_over_voice import hand_over_voice
from manyvoices.voices.actions.hide_voice import hide_voice
from manyvoices.voices.actions.mute_voice import mute_voice
from manyvoices.voices.actions.show_voice import show_voice
from manyvoices.voices.actions.unmute_voice import unmute_voice
from manyvoices.voices.models import HandOver, Voice
from manyvoices.voices.permissions import may_speak, open_hand_overs
from manyvoices.voices.queries import speakable_voices, standing_hand_over, visible_voices
from tests.cast import Cast


def fresh(voice: Voice) -> Voice:
    voice.refresh_from_db()
    return voice


def verbs() -> list[str]:
    return list(AuditRow.objects.order_by("id").values_list("verb", flat=True))


def test_a_voice_hides_and_is_shown_again(cast: Cast) -> None:
    before = cast.bo_voice.changed_at
    for _ in range(2):
        hide_voice(actor=cast.bo, voice=cast.bo_voice)
    with pytest.raises(Refused, match="hidden"):
        may_speak(cast.bo, fresh(cast.bo_voice))
    assert not speakable_voices(cast.bo).exists()
    assert cast.bo_voice.changed_at > before
    for _ in range(2):
        show_voice(actor=cast.bo, voice=cast.bo_voice)
    may_speak(cast.bo, fresh(cast.bo_voice))
    assert verbs() == ["hide_voice", "show_voice"]


def test_a_mute_keeps_its_beginning_when_it_is_made_longer(cast: Cast) -> None:
    for _ in range(2):
        mute_voice(actor=cast.bo, voice=cast.bo_voice, hours=8)
    begun, until = fresh(cast.bo_voice).muted_since, cast.bo_voice.muted_until
    assert cast.bo_voice.is_muted
    mute_voice(actor=cast.bo, voice=cast.bo_voice, hours=72)
    assert fresh(cast.bo_voice).muted_since == begun
    assert until is not None
    assert cast.bo_voice.muted_until is not None
    assert cast.bo_voice.muted_until - until > timedelta(hours=63)
    for _ in range(2):
        unmute_voice(actor=cast.bo, voice=cast.bo_voice)
    assert (fresh(cast.bo_voice).muted_since, cast.bo_voice.is_muted) == (None, False)
    assert verbs() == ["mute_voice", "mute_voice", "unmute_voice"]


def test_only_the_three_lengths_are_offered(cast: Cast) -> None:
    with pytest.raises(Invalid):
        mute_voice(actor=cast.bo, voice=cast.bo_voice, hours=100_000)


# promise I14
def test_nobody_hides_mutes_or_hands_over_a_colleagues_own_voice(cast: Cast) -> None:
    for act in (hide_voice, show_voice, unmute_voice):
        with pytest.raises(Refused):
            act(actor=cast.ada, voice=cast.bo_voice)
    with pytest.raises(Refused):
        mute_voice(actor=cast.ada, voice=cast.bo_voice, hours=8)
    with pytest.raises(Refused):
        hand_over_voice(actor=cast.ada, voice=cast.bo_voice, to=cast.cleo)


# promise I14
def test_whoever_looks_after_a_voice_is_told_and_never_speaks_as_it(cast: Cast) -> None:
    rows = [hand_over_voice(actor=cast.bo, voice=cast.bo_voice, to=cast.cleo) for _ in range(2)]
    assert rows[0] == rows[1]
    assert standing_hand_over(cast.bo_voice) == rows[0]
    told = Notification.objects.get(person=cast.cleo)
    assert told.link == f"/voices/{cast.bo_voice.pk}/replies"
    with pytest.raises(Refused, match="belongs to a colleague"):
        may_speak(cast.cleo, cast.bo_voice)
    assert not speakable_voices(cast.cleo).exists()
    assert cast.bo_voice in visible_voices(rights(cast.cleo))
    with pytest.raises(Refused):
        hide_voice(actor=cast.cleo, voice=cast.bo_voice)
    assert verbs() == ["hand_over_voice"]


@pytest.mark.parametrize("who", ["bo", "cleo"])
def test_both_end_it_and_nobody_else(cast: Cast, who: str) -> None:
    row = hand_over_voice(actor=cast.bo, voice=cast.bo_voice, to=cast.cleo)
    for other in (cast.ada, cast.dan):
        with pytest.raises(Refused):
            end_hand_over(actor=other, hand_over=row)
    ender: Person = getattr(cast, who)
    for _ in range(2):
        end_hand_over(actor=ender, hand_over=row)
    assert not open_hand_overs().exists()
    assert HandOver.objects.get().ended_by == ender
    assert verbs() == ["hand_over_voice", "end_hand_over"]


def test_one_colleague_at_a_time_and_the_next_after_the_end(cast: Cast) -> None:
    until = clock.now() + timedelta(hours=2)
    row = hand_over_voice(actor=cast.bo, voice=cast.bo_voice, to=cast.cleo, until=until)
    with pytest.raises(Conflict):
        hand_over_voice(actor=cast.bo, voice=cast.bo_voice, to=cast.dan)
    HandOver.objects.filter(pk=row.pk).update(until=clock.now())
    assert not open_hand_overs().exists()
    hand_over_voice(actor=cast.bo, voice=cast.bo_voice, to=cast.dan)
    assert [row.to for row in open_hand_overs()] == [cast.dan]


def test_it_is_handed_to_somebody_else_who_is_here_until_later(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dan.pk).update(is_active=False)
    cast.dan.refresh_from_db()
    for to in (cast.bo, cast.dan):
        with pytest.raises(Invalid):
            hand_over_voice(actor=cast.bo, voice=cast.bo_voice, to=to)
    with pytest.raises(Invalid):
        hand_over_voice(actor=cast.bo, voice=cast.bo_voice, to=cast.cleo, until=clock.now())
