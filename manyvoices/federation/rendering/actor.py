"""A voice as an actor (ActivityPub 4.1)."""

from typing import Any

from manyvoices.core.markup.plain import to_html
from manyvoices.federation import uris
from manyvoices.federation.rendering.document import stamp, without_empty
from manyvoices.voices.addresses import actor_uri, page_url
from manyvoices.voices.models import Voice, VoiceKind

# A brand is no Service: Mastodon shows that type as an automated account, and ours are written by people.
TYPES = {
    VoiceKind.PERSON: "Person",
    VoiceKind.GROUP: "Group",
    VoiceKind.DEPARTMENT: "Organization",
    VoiceKind.BRAND: "Organization",
}


def actor(voice: Voice) -> dict[str, Any]:
    """The actor of a voice that has its key. `actor_key` and `picture` must be loaded."""
    uri = actor_uri(voice)
    return without_empty(
        {
            "id": uri,
            "type": TYPES[VoiceKind(voice.kind)],
            "preferredUsername": voice.handle,
            "name": voice.name,
            "summary": to_html("\n\n".join(text for text in (voice.role_line, voice.bio) if text)),
            "url": page_url(voice),
            "icon": _icon(voice),
            "inbox": uris.inbox(voice),
            "outbox": uris.outbox(voice),
            "followers": uris.followers(voice),
            "endpoints": {"sharedInbox": uris.shared_inbox()},
            "publicKey": {"id": uris.key_id(voice), "owner": uri, "publicKeyPem": voice.actor_key.public},
            "manuallyApprovesFollowers": False,
            "discoverable": True,
            "alsoKnownAs": voice.also_known_as,
            "movedTo": voice.moved_to,
            "published": stamp(voice.made_at),
            "updated": stamp(voice.changed_at),
        }
    )


def gone_actor(voice: Voice) -> dict[str, Any]:
    """What is left of a closed voice."""
    tombstone = {"id": actor_uri(voice), "type": "Tombstone"}
    return tombstone | ({"deleted": stamp(voice.closed_at)} if voice.closed_at else {})


def _icon(voice: Voice) -> dict[str, Any] | None:
    if voice.picture is None:
        return None
    return {"type": "Image", "mediaType": voice.picture.mime, "url": uris.absolute(voice.picture.url)}
