from manyvoices.core import clock
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.models import Dispatch, Note
from manyvoices.federation.tests.neighbours import follow, say, stranger
from tests.cast import Cast


def test_the_words_go_and_the_tombstone_stays(cast: Cast) -> None:
    note = say(cast.bo_voice, content_warning="Delays", pictures=[{"url": "/media/a.webp"}])
    assert remove_note(uri=note.uri)
    note.refresh_from_db()
    assert (note.html, note.content_warning, note.attachments) == ("", "", [])
    assert note.deleted_at is not None


def test_what_never_left_is_cancelled_and_needs_no_delete(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    note = say(cast.bo_voice)
    remove_note(uri=note.uri)
    row = Dispatch.objects.get()
    assert row.type == "Create"
    assert row.done_at is not None
    assert row.due_at is None
    assert "withdrawn" in row.last_error


def test_what_may_have_arrived_gets_a_delete(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    follow(stranger("milo", "https://unsent.example"), cast.bo_voice)
    note = say(cast.bo_voice)
    Dispatch.objects.filter(domain="far.example").update(sending_at=clock.now())
    remove_note(uri=note.uri)
    assert [row.inbox for row in Dispatch.objects.filter(type="Delete")] == ["https://far.example/inbox"]
    create = Dispatch.objects.get(type="Create", domain="far.example")
    assert create.done_at is None


def test_taking_it_back_again_does_nothing_more(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    note = say(cast.bo_voice)
    Dispatch.objects.update(sending_at=clock.now())
    assert remove_note(uri=note.uri)
    assert not remove_note(uri=note.uri)
    assert Dispatch.objects.filter(type="Delete").count() == 1


def test_a_note_of_somebody_else_is_not_ours_to_take_back(cast: Cast) -> None:
    theirs = Note.objects.create(
        uri="https://far.example/1", actor=stranger(), html="<p>x</p>", published_at=clock.now()
    )
    assert not remove_note(uri=theirs.uri)
    theirs.refresh_from_db()
    assert theirs.html
