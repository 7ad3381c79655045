"""What every document shares: its context and how it writes a time."""

from datetime import UTC, datetime
from typing import Any

# The first two are known to every server without a fetch (the second defines the key); terms of others stand inline.
CONTEXT: list[Any] = [
    "https://www.w3.org/ns/activitystreams",
    "https://w3id.org/security/v1",
    {
        "alsoKnownAs": {"@id": "as:alsoKnownAs", "@type": "@id"},
        "movedTo": {"@id": "as:movedTo", "@type": "@id"},
        "toot": "http://joinmastodon.org/ns#",
        "discoverable": "toot:discoverable",
        "featured": {"@id": "toot:featured", "@type": "@id"},
        "indexable": "toot:indexable",
        "Hashtag": "as:Hashtag",
        "PropertyValue": "schema:PropertyValue",
        "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
        "schema": "http://schema.org#",
        "sensitive": "as:sensitive",
        "value": "schema:value",
    },
]


def document(thing: dict[str, Any]) -> dict[str, Any]:
    """The object or activity with its context in front, ready to be sent or served."""
    return {"@context": CONTEXT, **thing}


def stamp(moment: datetime) -> str:
    """An xsd:dateTime in UTC with milliseconds, so that two edits within a second differ."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def without_empty(thing: dict[str, Any]) -> dict[str, Any]:
    """The members that say something: neither None nor an empty text or list. False and 0 say something."""
    return {name: value for name, value in thing.items() if value is not None and value not in ("", [])}
