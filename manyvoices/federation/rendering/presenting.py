"""Activities about how a voice presents itself. Each function returns one without its context."""

from typing import Any

from manyvoices.federation import uris
from manyvoices.federation.rendering.actor import actor
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice


def update_actor(voice: Voice) -> dict[str, Any]:
    """The profile was changed. `voice` comes from `actors.presented`; there is one such activity for each change."""
    return {
        "id": uris.actor_update(voice),
        "type": "Update",
        "actor": actor_uri(voice),
        "to": [uris.PUBLIC],
        "cc": [uris.followers(voice)],
        "object": actor(voice),
    }


def featuring(voice: Voice, note_uri: str, word: str, number: int) -> dict[str, Any]:
    """A note was pinned ("Add") or taken down ("Remove"), as Mastodon reads it."""
    return {
        "id": uris.answer(voice, word.lower(), number),
        "type": word,
        "actor": actor_uri(voice),
        "to": [uris.PUBLIC],
        "cc": [uris.followers(voice)],
        "object": note_uri,
        "target": uris.featured(voice),
    }
