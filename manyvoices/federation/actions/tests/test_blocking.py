"""Block and unblock: works, refuses, and twice changes nothing."""

from typing import Any

import pytest

from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.federation import recipients
from manyvoices.federation.actions.block_actor import block_actor
from manyvoices.federation.actions.block_domain import block_domain
from manyvoices.federation.actions.unblock import unblock
from manyvoices.federation.blocks import is_blocked
from manyvoices.federation.models import Block, Follower, Note, Reaction, RemoteActor, Showing
from manyvoices.federation.queries import reaction_counts, shown_replies
from manyvoices.federation.tests.neighbours import follow, say, stranger
from manyvoices.federation.tests.replies import answered
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice
from tests.cast import Cast


def like(actor: RemoteActor, note: Note) -> Reaction:
    return Reaction.objects.create(
        kind="like", actor=actor, note=note, activity_id=f"{actor.uri}#{note.pk}", at=note.published_at
    )


@pytest.fixture
def troll(db: None) -> RemoteActor:
    return stranger("troll", "https://sub.evil.example")


def busy(troll: RemoteActor, voice: Voice) -> Note:
    """The troll follows, answers and likes."""
    note = say(voice, key=str(voice.pk))
    follow(troll, voice)
    answered(note, by=troll, uri=f"{troll.uri}/{voice.pk}")
    like(troll, note)
    return note


def heard(note: Note, voice: Voice) -> tuple[int, int, int]:
    follows = Follower.objects.filter(voice=voice, ended_at=None).count()
    return shown_replies(note).count(), follows, reaction_counts([note])[note.pk].likes


# promise G12
def test_a_block_of_one_voice_ends_what_was_there_and_no_more(cast: Cast, troll: RemoteActor) -> None:
    at_bo, at_ada = busy(troll, cast.bo_voice), busy(troll, cast.ada_voice)
    kind = answered(at_bo)
    for _ in range(2):
        block_actor(actor=cast.bo, whom=troll, voice=cast.bo_voice, because="threats")
    assert heard(at_bo, cast.bo_voice) == (1, 0, 0)
    assert list(shown_replies(at_bo)) == [kind]
    assert heard(at_ada, cast.ada_voice) == (1, 1, 1)
    assert recipients.of_new(at_bo) == {}
    assert recipients.of_new(at_ada) != {}
    assert Block.objects.count() == AuditRow.objects.filter(verb="block_actor").count() == 1


# promise G12
@pytest.mark.parametrize(
    "typed", ["evil.example", " Evil.Example. ", "https://evil.example/@troll", "@x@evil.example"]
)
def test_a_block_of_a_domain_covers_those_below_it_for_all(
    cast: Cast, troll: RemoteActor, typed: str
) -> None:
    notes = [(busy(troll, voice), voice) for voice in (cast.bo_voice, cast.brand_voice)]
    good = stranger("good", "https://notevil.example")
    follow(good, cast.bo_voice)
    block = block_domain(actor=cast.ada, domain=typed, voice=None, because="spam farm")
    assert block.domain == "evil.example"
    assert [heard(note, voice)[::2] for note, voice in notes] == [(0, 0), (0, 0)]
    assert not is_blocked(good, None)
    assert list(recipients.of_new(notes[0][0])) == [good.shared_inbox]
    assert is_blocked(troll, cast.bo_voice)
    hidden = Note.objects.filter(actor=troll)
    assert {(note.showing, note.showing_by) for note in hidden} == {(Showing.HIDDEN, cast.ada)}


def test_recipients_leave_out_a_blocked_domain_and_those_below(cast: Cast, troll: RemoteActor) -> None:
    block_domain(actor=cast.bo, domain="evil.example", voice=cast.bo_voice, because="spam")
    follow(troll, cast.bo_voice)  # as if it had slipped in
    follow(troll, cast.ada_voice)
    assert recipients.of_new(say(cast.bo_voice)) == {}
    assert recipients.of_new(say(cast.ada_voice, "2")) != {}


@pytest.mark.parametrize(
    "typed", ["", "example", "no server", "10.0.0.1", "voices.example", "@x@", "https://"]
)
def test_what_is_no_foreign_server_is_not_blocked(cast: Cast, typed: str) -> None:
    with pytest.raises(Invalid):
        block_domain(actor=cast.ada, domain=typed, voice=None, because="spam")
    assert not Block.objects.exists()


def test_a_block_needs_a_reason(cast: Cast, troll: RemoteActor) -> None:
    with pytest.raises(Invalid):
        block_actor(actor=cast.ada, whom=troll, voice=None, because="")


def test_everybody_blocks_only_where_they_may(cast: Cast, troll: RemoteActor) -> None:
    refused: list[tuple[Person, Voice | None]] = [
        (cast.ada, cast.bo_voice),  # Bo decides whom Bo hears
        (cast.bo, None),
        (cast.bo, cast.brand_voice),
        (cast.bo, cast.ada_voice),
        (cast.cleo, None),
        (cast.eve, cast.brand_voice),
    ]
    for person, voice in refused:
        with pytest.raises(Refused):
            block_actor(actor=person, whom=troll, voice=voice, because="x")
        with pytest.raises(Refused):
            block_domain(actor=person, domain="evil.example", voice=voice, because="x")
    assert not Block.objects.exists()
    assert not AuditRow.objects.filter(verb__startswith="block").exists()


def test_who_left_blocks_nobody(cast: Cast, troll: RemoteActor) -> None:
    cast.bo.is_active = False
    cast.bo.save()
    with pytest.raises(Refused):
        block_actor(actor=cast.bo, whom=troll, voice=cast.bo_voice, because="x")


def test_a_lifted_block_lets_them_in_again_and_brings_nothing_back(cast: Cast, troll: RemoteActor) -> None:
    note = busy(troll, cast.bo_voice)
    block = block_actor(actor=cast.bo, whom=troll, voice=cast.bo_voice, because="threats")
    with pytest.raises(Refused):
        unblock(actor=cast.ada, block=block)
    for _ in range(2):
        unblock(actor=cast.bo, block=block)
    assert (block.ended_by, is_blocked(troll, cast.bo_voice)) == (cast.bo, False)
    assert heard(note, cast.bo_voice) == (0, 0, 0)
    assert AuditRow.objects.filter(verb="unblock").count() == 1
    again: Any = block_actor(actor=cast.bo, whom=troll, voice=cast.bo_voice, because="again")
    assert again.pk != block.pk
