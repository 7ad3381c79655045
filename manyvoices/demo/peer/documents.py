"""The ActivityPub documents of the second server. Pure."""

from typing import Any

from manyvoices.demo.passengers import Passenger, passengers
from manyvoices.demo.peer.store import PassengerAnswer, Post

AS2 = "https://www.w3.org/ns/activitystreams"
PUBLIC = f"{AS2}#Public"
BY_NAME = {one.username: one for one in passengers()}


def actor(one: Passenger, origin: str, public_key: str) -> dict[str, Any]:
    """A passenger."""
    uri = one.uri(origin)
    return {
        "@context": [AS2, "https://w3id.org/security/v1"],
        "id": uri,
        "type": "Person",
        "preferredUsername": one.username,
        "name": one.name,
        "url": uri,
        "inbox": f"{uri}/inbox",
        "outbox": f"{uri}/outbox",
        "endpoints": {"sharedInbox": f"{origin}/inbox"},
        "publicKey": {"id": one.key_id(origin), "owner": uri, "publicKeyPem": public_key},
    }


def webfinger(one: Passenger, origin: str) -> dict[str, Any]:
    """Where the passenger is found by address."""
    host = origin.partition("://")[2]
    link = {"rel": "self", "type": "application/activity+json", "href": one.uri(origin)}
    return {"subject": f"acct:{one.username}@{host}", "aliases": [one.uri(origin)], "links": [link]}


def answer_uri(answer: PassengerAnswer, origin: str) -> str:
    """The id of the note with an answer."""
    return f"{BY_NAME[answer.username].uri(origin)}/answers/{answer.id}"


def answer_note(answer: PassengerAnswer, post: Post, origin: str, content: str) -> dict[str, Any]:
    """The note a passenger answers with. `content` is HTML."""
    uri = answer_uri(answer, origin)
    return {
        "@context": AS2,
        "id": uri,
        "type": "Note",
        "attributedTo": BY_NAME[answer.username].uri(origin),
        "inReplyTo": post.uri,
        "to": [PUBLIC],
        "cc": [post.author],
        "tag": [{"type": "Mention", "href": post.author, "name": f"@{post.name}"}],
        "content": content,
        "contentMap": {post.language or "en": content},
        "published": answer.at,
        "url": uri,
    }


def create(note: dict[str, Any]) -> dict[str, Any]:
    """The activity that tells of a note."""
    inner = {name: value for name, value in note.items() if name != "@context"}
    told = {name: note[name] for name in ("to", "cc", "published")}
    return {
        "@context": AS2,
        "id": f"{note['id']}/create",
        "type": "Create",
        "actor": note["attributedTo"],
        "object": inner,
        **told,
    }
