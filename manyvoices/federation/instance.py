"""The server itself as an actor: it signs what we fetch, so that no voice vouches for a question, and speaks to nobody."""

from typing import Any

from manyvoices.core import clock
from manyvoices.federation import uris
from manyvoices.federation.models import InstanceKey
from manyvoices.federation.rendering.discovery import ACTIVITY
from manyvoices.federation.signatures import make_key_pair
from manyvoices.voices.addresses import host


def instance_uri() -> str:
    """The id of the server's own actor."""
    return uris.absolute("/actor")


def instance_key_id() -> str:
    """The id of the key it signs with."""
    return f"{instance_uri()}#main-key"


def ensure_instance_key() -> InstanceKey:
    """The server's key pair, made now if there is none. Whoever calls it at the same time gets the same pair."""
    known = InstanceKey.objects.first()
    if known is not None:
        return known
    pair = make_key_pair()  # 0.1 s of computing, so before the transaction and not in it
    fresh = InstanceKey(private=pair.private_pem, public=pair.public_pem, made_at=clock.now())
    InstanceKey.objects.bulk_create([fresh], ignore_conflicts=True)
    return InstanceKey.objects.get()


def instance_actor(public_pem: str) -> dict[str, Any]:
    """The actor's document, without its context. It is named for our host, as other servers name theirs."""
    return {
        "id": instance_uri(),
        "type": "Application",
        "preferredUsername": host(),
        "inbox": uris.shared_inbox(),
        "endpoints": {"sharedInbox": uris.shared_inbox()},
        "publicKey": {"id": instance_key_id(), "owner": instance_uri(), "publicKeyPem": public_pem},
        "manuallyApprovesFollowers": True,
    }


def webfinger_of_instance() -> dict[str, Any]:
    """The JRD of the server's own actor, by the name that Mastodon looks up before it believes the key."""
    return {
        "subject": f"acct:{host()}@{host()}",
        "aliases": [instance_uri()],
        "links": [{"rel": "self", "type": ACTIVITY, "href": instance_uri()}],
    }
