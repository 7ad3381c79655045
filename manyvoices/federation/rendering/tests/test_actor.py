from datetime import UTC, datetime

import pytest

from manyvoices.federation.rendering import document
from manyvoices.federation.rendering.actor import actor, gone_actor
from manyvoices.federation.tests.neighbours import with_key
from manyvoices.media.models import File
from manyvoices.voices.models import VoiceKind
from tests.cast import Cast

AT = datetime(2026, 11, 22, 8, 30, 15, 123000, tzinfo=UTC)


def test_a_person_as_others_see_them(cast: Cast) -> None:
    voice = with_key(cast.bo_voice)
    voice.role_line, voice.bio, voice.made_at, voice.changed_at = "Conductor", "I like <trains>.", AT, AT
    voice.picture = File(name="bo.webp", mime="image/webp", width=400, height=400)
    uri = f"https://voices.example/actors/{voice.pk}"
    assert actor(voice) == {
        "id": uri,
        "type": "Person",
        "preferredUsername": "bo",
        "name": "Bo",
        "summary": "<p>Conductor</p><p>I like &lt;trains&gt;.</p>",
        "url": "https://voices.example/@bo",
        "icon": {"type": "Image", "mediaType": "image/webp", "url": "https://voices.example/media/bo.webp"},
        "inbox": f"{uri}/inbox",
        "outbox": f"{uri}/outbox",
        "followers": f"{uri}/followers",
        "featured": f"{uri}/featured",
        "endpoints": {"sharedInbox": "https://voices.example/inbox"},
        "publicKey": {"id": f"{uri}#main-key", "owner": uri, "publicKeyPem": voice.actor_key.public},
        "manuallyApprovesFollowers": False,
        "discoverable": True,
        "indexable": True,
        "published": "2026-11-22T08:30:15.123Z",
        "updated": "2026-11-22T08:30:15.123Z",
    }


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (VoiceKind.PERSON, "Person"),
        (VoiceKind.GROUP, "Group"),
        (VoiceKind.DEPARTMENT, "Organization"),
        (VoiceKind.BRAND, "Organization"),
    ],
)
def test_each_kind_of_voice_has_its_type(cast: Cast, kind: VoiceKind, shown: str) -> None:
    voice = with_key(cast.brand_voice)
    voice.kind = kind
    assert actor(voice)["type"] == shown


def test_the_context_defines_the_key() -> None:
    context = document({"id": "x"})["@context"]
    assert context[:2] == ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"]


def test_the_private_half_of_the_key_is_nowhere(cast: Cast) -> None:
    assert "PRIVATE" not in str(document(actor(with_key(cast.bo_voice))))


def test_a_closed_voice_leaves_its_id(cast: Cast) -> None:
    cast.bo_voice.closed_at = AT
    left = gone_actor(cast.bo_voice)
    assert left["type"] == "Tombstone"
    assert left["deleted"] == "2026-11-22T08:30:15.123Z"
    assert "name" not in left
