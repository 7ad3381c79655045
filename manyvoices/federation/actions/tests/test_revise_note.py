import pytest

from manyvoices.core.refusals import Refused
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.actions.revise_note import revise_note
from manyvoices.federation.models import Dispatch
from manyvoices.federation.tests.neighbours import follow, say, stranger
from tests.cast import Cast

NEW = {"html": "<p>Two</p>", "content_warning": ""}


def test_an_edit_changes_the_note_and_tells_who_was_told(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    note = say(cast.bo_voice, text="One")
    follow(stranger("late", "https://late.example"), cast.bo_voice)
    revised = revise_note(uri=note.uri, content=NEW)
    assert revised.html == "<p>Two</p>"
    assert revised.edited_at is not None
    update = Dispatch.objects.get(type="Update")
    assert update.inbox == "https://far.example/inbox"
    assert update.activity_id.startswith(f"{note.uri}#update-")
    assert update.object_key == note.uri


def test_the_same_words_again_change_and_send_nothing(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    note = say(cast.bo_voice, text="One")
    edited_at = revise_note(uri=note.uri, content=NEW).edited_at
    assert revise_note(uri=note.uri, content=NEW).edited_at == edited_at
    assert Dispatch.objects.filter(type="Update").count() == 1


def test_what_is_deleted_or_not_ours_cannot_be_changed(cast: Cast) -> None:
    note = say(cast.bo_voice)
    remove_note(uri=note.uri)
    for uri in (note.uri, "https://far.example/1"):
        with pytest.raises(Refused, match="deleted"):
            revise_note(uri=uri, content=NEW)
    note.refresh_from_db()
    assert note.html == ""
