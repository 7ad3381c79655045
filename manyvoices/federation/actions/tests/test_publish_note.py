import pytest
from django.db import IntegrityError
from pytest_django import Settings

from manyvoices.core.ids import new_id
from manyvoices.core.refusals import Refused
from manyvoices.federation.actions.publish_note import publish_note
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.models import Dispatch, FrozenHost, Note
from manyvoices.federation.tests.neighbours import follow, local_config, native, say, stranger
from manyvoices.pauses.kinds import PostKind
from tests.cast import Cast


def test_a_note_and_its_dispatches(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    note = say(cast.bo_voice, kind=PostKind.PROMOTION)
    row = Dispatch.objects.get()
    assert (row.note, row.voice, row.channel) == (note, cast.bo_voice, native(cast.bo_voice))
    assert (row.type, row.activity_id, row.object_key) == ("Create", f"{note.uri}/create", note.uri)
    assert (row.kind, row.world, row.domain) == (PostKind.PROMOTION, "live", "far.example")
    assert row.due_at is not None


def test_the_same_key_again_makes_nothing_more(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    first = say(cast.bo_voice, "same", text="One")
    again = say(cast.bo_voice, "same", text="Two")
    assert again.pk == first.pk
    assert Note.objects.get().html == "<p>One</p>"
    assert Dispatch.objects.count() == 1


def test_the_database_itself_refuses_a_second_note_under_one_key(cast: Cast) -> None:
    """The broken twin: an insert without the look is stopped by the constraint alone."""
    first = say(cast.bo_voice, "same")
    first.pk, first.uri = new_id(), "https://voices.example/notes/2"
    with pytest.raises(IntegrityError):
        first.save(force_insert=True)


def test_a_follower_who_comes_later_changes_nothing_on_repeat(cast: Cast) -> None:
    say(cast.bo_voice, "same")
    follow(stranger(), cast.bo_voice)
    say(cast.bo_voice, "same")
    assert not Dispatch.objects.exists()


def test_without_a_public_address_the_note_stays_here(cast: Cast, settings: Settings) -> None:
    follow(stranger(), cast.bo_voice)
    settings.CONFIG = local_config()
    note = say(cast.bo_voice)
    assert Note.objects.get() == note
    assert not Dispatch.objects.exists()
    assert not FrozenHost.objects.exists()


def test_a_parent_that_is_gone_is_refused(cast: Cast) -> None:
    parent = say(cast.bo_voice, "parent")
    remove_note(uri=parent.uri)
    for uri in (parent.uri, "https://far.example/never"):
        with pytest.raises(Refused, match="not there any more"):
            say(cast.bo_voice, "reply", parent_uri=uri)
    assert Note.objects.count() == 1


def test_a_key_is_made_where_it_is_missing(cast: Cast) -> None:
    publish_note(
        channel=native(cast.ada_voice),
        delivery_key="1",
        content={"html": "<p>Hi</p>"},
        kind=PostKind.STORY,
        world="live",
    )
    assert cast.ada_voice.actor_key.public
