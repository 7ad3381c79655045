from typing import Any

from manyvoices.activitypub.tests.test_actor import HERE, get, signed
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.models import Block, Note
from manyvoices.federation.tests.neighbours import say, stranger
from tests.cast import Cast


def test_a_note_and_its_create_are_served(cast: Cast) -> None:
    row = say(cast.bo_voice, text="Good morning")
    note, create = get(f"/notes/{row.pk}"), get(f"/notes/{row.pk}/create")
    assert (note.status_code, create.status_code) == (200, 200)
    assert note.json()["id"] == f"{HERE}/notes/{row.pk}"
    assert note.json()["content"] == "<p>Good morning</p>"
    assert create.json()["id"] == f"{HERE}/notes/{row.pk}/create"
    assert create.json()["object"]["id"] == note.json()["id"]


def test_a_browser_is_sent_to_the_page(cast: Cast) -> None:
    row = say(cast.bo_voice)
    answer = get(f"/notes/{row.pk}", "text/html")
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}/@bo/{row.pk}")


def test_a_deleted_note_leaves_a_tombstone(cast: Cast) -> None:
    row = say(cast.bo_voice, text="secret")
    remove_note(uri=row.uri)
    for path in (f"/notes/{row.pk}", f"/notes/{row.pk}/create"):
        answer = get(path)
        assert answer.status_code == 410
        assert answer.json()["type"] == "Tombstone"
        assert "secret" not in answer.content.decode()


def hidden(cast: Cast, **fields: Any) -> Note:
    row = say(cast.bo_voice, f"hidden-{new_id()}")
    Note.objects.filter(pk=row.pk).update(**fields)
    return row


# promise G14
def test_what_is_not_for_the_public_looks_like_what_is_not_there(cast: Cast) -> None:
    lena = stranger()
    theirs = Note.objects.create(
        uri="https://far.example/1", actor=lena, html="x", published_at=clock.now(), showing="awaiting"
    )
    shown = say(cast.ada_voice, "shown")
    Block.objects.create(
        voice=cast.ada_voice, actor=lena, because="rude", placed_by=cast.ada, placed_at=clock.now()
    )
    nothing = get("/notes/1")
    private = [
        get(f"/notes/{hidden(cast, public=False).pk}"),
        get(f"/notes/{hidden(cast, world='drill').pk}"),
        get(f"/notes/{hidden(cast, showing='hidden').pk}"),
        get(f"/notes/{hidden(cast, public=False, deleted_at=clock.now()).pk}"),
        get(f"/notes/{theirs.pk}"),
        get(f"/notes/{shown.pk}", **signed(f"/notes/{shown.pk}", lena.key_id)),
    ]
    assert nothing.status_code == 404
    for answer in private:
        assert answer.status_code == 404
        assert answer.content == nothing.content
        assert dict(answer.items()) == dict(nothing.items())
