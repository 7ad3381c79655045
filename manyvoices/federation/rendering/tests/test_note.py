from datetime import UTC, datetime

import pytest

from manyvoices.core import clock
from manyvoices.federation.models import Note
from manyvoices.federation.rendering.note import note, tombstone
from manyvoices.federation.tests.neighbours import say, stranger
from tests.cast import Cast

AT = datetime(2026, 11, 22, 8, 30, 15, tzinfo=UTC)
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
PICTURE = {"url": "/media/a.webp", "mediaType": "image/webp", "name": "A train", "width": 800, "height": 600}


def test_a_note_with_everything(cast: Cast) -> None:
    stranger()
    row = say(
        cast.bo_voice,
        text="Late again, @lena@far.example #northlight",
        content_warning="Delays",
        pictures=[PICTURE],
        page="https://voices.example/@bo/1",
    )
    row.published_at = row.edited_at = AT
    actor = f"https://voices.example/actors/{cast.bo_voice.pk}"
    html = (
        '<p>Late again, <a href="https://far.example/users/lena" class="mention" rel="noopener">@lena@far.example</a> '
        '<a href="https://voices.example/topics/northlight" class="mention hashtag" rel="tag noopener">#northlight</a></p>'
    )
    assert note(row) == {
        "id": f"https://voices.example/notes/{row.pk}",
        "type": "Note",
        "attributedTo": actor,
        "to": [PUBLIC],
        "cc": [f"{actor}/followers", "https://far.example/users/lena"],
        "content": html,
        "contentMap": {"en": html},
        "summary": "Delays",
        "sensitive": True,
        "published": "2026-11-22T08:30:15.000Z",
        "updated": "2026-11-22T08:30:15.000Z",
        "url": "https://voices.example/@bo/1",
        "attachment": [{"type": "Image", **PICTURE, "url": "https://voices.example/media/a.webp"}],
        "tag": [
            {"type": "Mention", "href": "https://far.example/users/lena", "name": "@lena@far.example"},
            {"type": "Hashtag", "href": "https://voices.example/topics/northlight", "name": "#northlight"},
        ],
    }


def test_a_plain_note_has_no_empty_members(cast: Cast) -> None:
    assert set(note(say(cast.bo_voice))) == {
        "id", "type", "attributedTo", "to", "cc", "content", "contentMap", "sensitive", "published", "url",
    }  # fmt: skip


# promise G9
def test_nobody_is_addressed_in_secret(cast: Cast) -> None:
    assert not {"bto", "bcc"} & set(note(say(cast.bo_voice)))


def test_a_note_for_followers_is_not_public(cast: Cast) -> None:
    row = say(cast.bo_voice)
    row.public = False
    shown = note(row)
    assert shown["to"] == [f"https://voices.example/actors/{cast.bo_voice.pk}/followers"]
    assert PUBLIC not in str(shown)


def test_whoever_is_answered_is_mentioned(cast: Cast) -> None:
    theirs = Note.objects.create(uri="https://far.example/1", actor=stranger(), published_at=clock.now())
    shown = note(say(cast.bo_voice, parent_uri=theirs.uri))
    assert shown["inReplyTo"] == "https://far.example/1"
    assert shown["tag"] == [
        {"type": "Mention", "href": "https://far.example/users/lena", "name": "@lena@far.example"}
    ]
    assert "https://far.example/users/lena" in shown["cc"]


def test_notes_of_others_and_deleted_ones_are_not_rendered(cast: Cast) -> None:
    theirs = Note(uri="https://far.example/1", actor=stranger(), published_at=clock.now())
    with pytest.raises(ValueError, match="not ours"):
        note(theirs)
    row = say(cast.bo_voice)
    row.deleted_at = AT
    with pytest.raises(ValueError, match="deleted"):
        note(row)
    assert tombstone(row) == {
        "id": row.uri,
        "type": "Tombstone",
        "formerType": "Note",
        "deleted": "2026-11-22T08:30:15.000Z",
    }
