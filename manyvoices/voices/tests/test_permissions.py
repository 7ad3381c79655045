"""Who speaks as which voice, until when."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Invalid, NotThere, Refused
from manyvoices.people.models import Person, RoleName
from manyvoices.people.queries import rights
from manyvoices.voices.actions.close_speaking import close_speaking
from manyvoices.voices.actions.open_speaking import open_speaking
from manyvoices.voices.models import Speaker, Voice
from manyvoices.voices.permissions import may_speak
from manyvoices.voices.queries import people_to_open_for, speakable_voices, visible_voices, voice_in_view
from tests.cast import Cast, role


def speaks(person: Person, voice: Voice) -> bool:
    """What `may_speak` says; `speakable_voices` must say the same."""
    offered = speakable_voices(person).filter(pk=voice.pk).exists()
    try:
        may_speak(person, voice)
    except Refused:
        assert not offered
        return False
    assert offered
    return True


# promise I14
def test_an_own_voice_is_used_by_its_person_alone_whatever_the_roles(cast: Cast) -> None:
    for name in RoleName:
        role(cast.eve, name, cast.root)
    # Not even a row that should not be there opens it.
    Speaker.objects.create(voice=cast.bo_voice, person=cast.eve, because="forged", since=clock.now())
    assert speaks(cast.bo, cast.bo_voice)
    for other in (cast.ada, cast.cleo, cast.dan, cast.eve):
        assert not speaks(other, cast.bo_voice)


# promise I14
def test_an_own_voice_is_never_opened_to_another(cast: Cast) -> None:
    for actor in (cast.ada, cast.bo):
        with pytest.raises(Refused):
            open_speaking(actor=actor, voice=cast.bo_voice, person=cast.dan, because="on leave")


def test_a_shared_voice_is_open_from_then_until_then(cast: Cast) -> None:
    until = clock.now() + timedelta(hours=2)
    row = open_speaking(
        actor=cast.ada, voice=cast.brand_voice, person=cast.dan, because="on call", until=until
    )
    assert speaks(cast.dan, cast.brand_voice)
    Speaker.objects.filter(pk=row.pk).update(until=clock.now())
    assert not speaks(cast.dan, cast.brand_voice)
    Speaker.objects.filter(pk=row.pk).update(until=None, since=clock.now() + timedelta(hours=1))
    assert not speaks(cast.dan, cast.brand_voice)


def test_opening_and_closing_twice_does_nothing_more(cast: Cast) -> None:
    asked = {"actor": cast.ada, "voice": cast.brand_voice, "person": cast.dan, "because": "on call"}
    rows = [open_speaking(**asked) for _ in range(2)]  # type: ignore[arg-type]
    assert rows[0] == rows[1]
    for _ in range(2):
        close_speaking(actor=cast.ada, speaker=rows[0])
    assert not speaks(cast.dan, cast.brand_voice)
    verbs = AuditRow.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["open_speaking", "close_speaking"]


def test_another_end_is_another_row_and_the_history_stays(cast: Cast) -> None:
    asked = {"actor": cast.ada, "voice": cast.brand_voice, "person": cast.dan, "because": "on call"}
    first = open_speaking(**asked)  # type: ignore[arg-type]
    second = open_speaking(**asked, until=clock.now() + timedelta(days=1))  # type: ignore[arg-type]
    first.refresh_from_db()
    assert first != second
    assert first.ended_by == cast.ada
    assert speaks(cast.dan, cast.brand_voice)


def test_opening_needs_a_reason_a_future_end_and_somebody_who_is_here(cast: Cast) -> None:
    for wrong in ({"because": " "}, {"because": "on call", "until": clock.now()}):
        with pytest.raises(Invalid):
            open_speaking(actor=cast.ada, voice=cast.brand_voice, person=cast.dan, **wrong)
    Person.objects.filter(pk=cast.dan.pk).update(is_active=False)
    cast.dan.refresh_from_db()
    with pytest.raises(Invalid):
        open_speaking(actor=cast.ada, voice=cast.brand_voice, person=cast.dan, because="on call")


@pytest.mark.parametrize("state", ["resting_since", "closed_at"])
def test_nobody_speaks_as_a_voice_that_rests_or_is_closed(cast: Cast, state: str) -> None:
    for person, voice in ((cast.bo, cast.bo_voice), (cast.ada, cast.brand_voice)):
        assert speaks(person, voice)
        setattr(voice, state, clock.now())
        voice.save(update_fields=[state])
        assert not speaks(person, voice)


# promise I9
def test_somebody_who_left_speaks_as_nothing(cast: Cast) -> None:
    cast.bo.is_active = False
    cast.bo.save(update_fields=["is_active"])
    assert not speaks(cast.bo, cast.bo_voice)


# promise I1
def test_each_sees_the_voices_they_work_with(cast: Cast) -> None:
    role(cast.cleo, RoleName.EDITOR, cast.operations)
    seen = {
        who.name: {v.handle for v in visible_voices(rights(who))} for who in (cast.ada, cast.bo, cast.cleo)
    }
    assert seen == {"Ada": {"northlight", "ada", "bo"}, "Bo": {"bo"}, "Cleo": {"bo"}}
    assert not visible_voices(rights(cast.eve)).exists()
    with pytest.raises(NotThere):
        voice_in_view(rights(cast.dan), cast.bo_voice.pk)


def test_only_colleagues_of_the_voices_unit_are_offered(cast: Cast) -> None:
    cast.brand_voice.unit = cast.operations
    cast.brand_voice.save()
    names = {person.name for person in people_to_open_for(rights(cast.ada), cast.brand_voice)}
    assert names == {"Bo", "Cleo", "Dan"}


def test_may_speak_costs_one_query_at_most(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        may_speak(cast.ada, cast.brand_voice)
    with django_assert_num_queries(1):
        may_speak(cast.bo, cast.bo_voice)
