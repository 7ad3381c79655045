"""An answer is read by those it is for: where it goes, what its document says, and what the public sees of it."""

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.core.search import POSTS
from manyvoices.federation import recipients
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.actions.revise_note import revise_note
from manyvoices.federation.models import Dispatch, Note
from manyvoices.federation.queries import public_notes, standing_notes
from manyvoices.federation.rendering import activities
from manyvoices.federation.rendering.note import audience, note
from manyvoices.federation.tests.neighbours import follow, say, stranger
from manyvoices.federation.uris import PUBLIC, followers
from manyvoices.networks.contract import Mentioned
from tests.cast import Cast

FAR, OTHER = "https://far.example/inbox", "https://other.example/inbox"
LENA = Mentioned("https://far.example/users/lena", "@lena@far.example")


def inboxes(row: Note, word: str = "Create") -> list[str]:
    return sorted(Dispatch.objects.filter(note=row, type=word).values_list("inbox", flat=True))


def answer(cast: Cast, read_by: str, text: str = "The bus is at eight.") -> Note:
    """Bo answers Lena, who does not follow; Milo of another server does, and is named in no tag."""
    lena = stranger()
    follow(stranger("milo", "https://other.example"), cast.bo_voice)
    asked = Note.objects.create(
        uri="https://far.example/notes/1", actor=lena, html="<p>?</p>", published_at=clock.now()
    )
    made = say(cast.bo_voice, text=text, parent_uri=asked.uri, audience=read_by, mentions=[LENA])
    return Note.objects.select_related("voice", "in_reply_to__actor").get(pk=made.pk)


def test_a_direct_answer_goes_to_whom_it_names_alone(cast: Cast) -> None:
    row = answer(cast, "direct", "Hello, as @milo@other.example said: at eight. #Wels")
    own = "https://far.example/users/lena/inbox"
    assert inboxes(row) == [own], (
        "neither the followers nor who merely stands in its words, and no shared inbox"
    )
    said = note(row)
    assert (said["to"], said.get("cc", [])) == ([LENA.id], [])
    named = [tag["href"] for tag in said["tag"] if tag["type"] == "Mention"]
    assert (named, said["inReplyTo"]) == ([LENA.id], "https://far.example/notes/1")
    assert activities.create(row)["to"] == [LENA.id]
    assert not row.public
    revise_note(uri=row.uri, content={"html": "<p>At nine.</p>"})
    assert inboxes(row, "Update") == [own]
    Dispatch.objects.filter(note=row).update(sending_at=clock.now(), done_at=clock.now())
    remove_note(uri=row.uri)
    assert inboxes(row, "Delete") == [own]
    row.refresh_from_db()
    assert audience(row)["to"] == [LENA.id]


# promise G14
def test_a_direct_answer_is_not_there_for_anybody_else(cast: Cast, client: Client) -> None:
    row = answer(cast, "direct", "A word for you alone")
    assert not public_notes().exists()
    assert Note.objects.filter(POSTS.lacks('"federation_note"."id"'), pk=row.pk).exists(), (
        "no search finds it"
    )
    asked = {"accept": "application/activity+json"}
    nothing = client.get("/notes/12345", headers=asked)
    for path in (f"/notes/{row.pk}", f"/notes/{row.pk}/create"):
        found = client.get(path, headers=asked)
        assert (found.status_code, found.content) == (404, nothing.content)
    for path in (f"/@bo/{row.pk}", "/", "/@bo", "/@bo/feed.atom", "/search?q=word"):
        assert b"for you alone" not in client.get(path).content


def test_followers_and_who_is_named_read_what_is_for_followers(cast: Cast) -> None:
    row = answer(cast, "followers")
    assert inboxes(row) == [FAR, OTHER]
    said = note(row)
    assert (said["to"], said["cc"]) == ([followers(cast.bo_voice)], [LENA.id])
    assert not public_notes().exists()


def test_an_unlisted_answer_stands_at_its_address_alone(cast: Cast, client: Client) -> None:
    row = answer(cast, "unlisted", "Seen by who looks here")
    assert inboxes(row) == [FAR, OTHER]
    said = note(row)
    assert (said["to"], said["cc"]) == ([followers(cast.bo_voice)], [PUBLIC, LENA.id])
    assert public_notes().get().pk == row.pk
    assert not standing_notes().exists()
    assert client.get(f"/@bo/{row.pk}").status_code == 200
    assert b"who looks here" not in client.get("/@bo").content


def test_a_public_answer_names_whom_it_answers_once(cast: Cast) -> None:
    row = answer(cast, "public", "@lena@far.example The bus is at eight.")
    said = note(row)
    assert [tag["href"] for tag in said["tag"]] == [LENA.id]
    assert (said["to"], said["cc"]) == ([PUBLIC], [followers(cast.bo_voice), LENA.id])
    assert recipients.of_new(row).keys() == {FAR, OTHER}


@pytest.mark.parametrize("read_by", ["direct", "followers"])
def test_a_word_for_some_is_never_public(cast: Cast, read_by: str) -> None:
    row = answer(cast, read_by)
    with pytest.raises(Exception, match="what_is_for_some_is_not_public"):
        Note.objects.filter(pk=row.pk).update(public=True)
