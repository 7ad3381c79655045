"""A voice as an actor (ActivityPub 4.1)."""

from typing import Any

from manyvoices.federation import uris
from manyvoices.federation.rendering.document import stamp, without_empty
from manyvoices.federation.rendering.profile import attachment, summary, topics
from manyvoices.media.models import File
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
    """The actor of a voice that has its key, loaded with its profile (`actors.presented`).

    One that hides stays, so that nobody loses it, but asks not to be found by search.
    """
    uri = actor_uri(voice)
    return without_empty(
        {
            "id": uri,
            "type": TYPES[VoiceKind(voice.kind)],
            "preferredUsername": voice.handle,
            "name": voice.name,
            "summary": summary(voice),
            "url": page_url(voice),
            "icon": _image(voice.picture),
            "image": _image(voice.header),
            "attachment": attachment(voice),
            "tag": topics(voice),
            "inbox": uris.inbox(voice),
            "outbox": uris.outbox(voice),
            "followers": uris.followers(voice),
            "featured": uris.featured(voice),
            "endpoints": {"sharedInbox": uris.shared_inbox()},
            "publicKey": {"id": uris.key_id(voice), "owner": uri, "publicKeyPem": voice.actor_key.public},
            "manuallyApprovesFollowers": False,
            "discoverable": voice.hidden_since is None,
            "indexable": voice.hidden_since is None,
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


def _image(file: File | None) -> dict[str, Any] | None:
    if file is None:
        return None
    return {"type": "Image", "mediaType": file.mime, "url": uris.absolute(file.url)}
