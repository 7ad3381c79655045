from datetime import UTC, datetime

from manyvoices.federation.rendering import activities
from manyvoices.federation.rendering.note import note
from manyvoices.federation.tests.neighbours import say
from tests.cast import Cast

AT = datetime(2026, 11, 22, 8, 30, 15, tzinfo=UTC)
FOLLOW = {
    "@context": "https://www.w3.org/ns/activitystreams",
    "id": "https://far.example/follow/1",
    "type": "Follow",
    "actor": "https://far.example/users/lena",
    "object": "whatever",
    "summary": "words of a stranger",
}


def test_create_update_and_delete_of_a_note(cast: Cast) -> None:
    row = say(cast.bo_voice)
    row.published_at = AT
    actor = f"https://voices.example/actors/{cast.bo_voice.pk}"
    audience = {"to": ["https://www.w3.org/ns/activitystreams#Public"], "cc": [f"{actor}/followers"]}
    head = {"actor": actor, **audience}
    assert activities.create(row) == {
        "id": f"{row.uri}/create",
        "type": "Create",
        **head,
        "object": note(row),
        "published": "2026-11-22T08:30:15.000Z",
    }
    assert activities.update(row, f"{row.uri}#update-1") == {
        "id": f"{row.uri}#update-1",
        "type": "Update",
        **head,
        "object": note(row),
    }
    row.deleted_at = AT
    assert activities.delete(row) == {
        "id": f"{row.uri}#delete",
        "type": "Delete",
        **head,
        "object": {
            "id": row.uri,
            "type": "Tombstone",
            "formerType": "Note",
            "deleted": "2026-11-22T08:30:15.000Z",
        },
    }


def test_an_answer_to_a_follow_repeats_its_ids_and_nothing_else(cast: Cast) -> None:
    actor = f"https://voices.example/actors/{cast.bo_voice.pk}"
    accepted = activities.accept(cast.bo_voice, FOLLOW, 5)
    assert accepted == {
        "id": f"{actor}#accept-5",
        "type": "Accept",
        "actor": actor,
        "to": ["https://far.example/users/lena"],
        "object": {
            "id": "https://far.example/follow/1",
            "type": "Follow",
            "actor": "https://far.example/users/lena",
            "object": actor,
        },
    }
    rejected = activities.reject(cast.bo_voice, FOLLOW, 6)
    assert (rejected["type"], rejected["id"]) == ("Reject", f"{actor}#reject-6")


def test_undo_carries_what_it_undoes(cast: Cast) -> None:
    accepted = {"@context": "x", **activities.accept(cast.bo_voice, FOLLOW, 5)}
    undone = activities.undo(cast.bo_voice, accepted, 7)
    assert undone["to"] == ["https://far.example/users/lena"]
    assert undone["object"]["type"] == "Accept"
    assert "@context" not in undone["object"]


def test_a_report_names_what_it_is_about(cast: Cast) -> None:
    said = activities.flag(
        cast.bo_voice, "https://far.example/users/eve", ["https://far.example/1"], "Spam", 8
    )
    assert (said["type"], said["object"], said["content"]) == ("Flag", ["https://far.example/1"], "Spam")
