"""Activities: what we tell other servers. Each function returns one without its context."""

from typing import Any

from manyvoices.federation import uris
from manyvoices.federation.models import Note
from manyvoices.federation.rendering.document import stamp
from manyvoices.federation.rendering.note import audience, author, note, tombstone
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice


def create(row: Note) -> dict[str, Any]:
    """A note is new. Told again after an edit it carries the words of today."""
    return _of_note(row, "Create", uris.create(row.uri), note(row)) | {"published": stamp(row.published_at)}


def update(row: Note, activity_id: str) -> dict[str, Any]:
    """A note was changed."""
    return _of_note(row, "Update", activity_id, note(row))


def delete(row: Note) -> dict[str, Any]:
    """A note was taken back."""
    return _of_note(row, "Delete", uris.delete(row.uri), tombstone(row))


def accept(voice: Voice, follow: dict[str, Any], number: int) -> dict[str, Any]:
    """A follow is accepted. `follow` is the activity as it came; its actor, id and object are repeated, no more."""
    return _answer(voice, "Accept", follow, number)


def reject(voice: Voice, follow: dict[str, Any], number: int) -> dict[str, Any]:
    """A follow is refused, or a follower is removed."""
    return _answer(voice, "Reject", follow, number)


def undo(voice: Voice, activity: dict[str, Any], number: int) -> dict[str, Any]:
    """An earlier activity of ours no longer holds."""
    inner = {name: value for name, value in activity.items() if name != "@context"}
    said = {"id": uris.answer(voice, "undo", number), "type": "Undo", "actor": actor_uri(voice)}
    return said | {name: inner[name] for name in ("to", "cc") if name in inner} | {"object": inner}


def flag(voice: Voice, to: str, objects: list[str], because: str, number: int) -> dict[str, Any]:
    """A report to the server of the actor `to` about its actor and notes, whose ids are `objects`."""
    return {
        "id": uris.answer(voice, "flag", number),
        "type": "Flag",
        "actor": actor_uri(voice),
        "to": [to],
        "object": objects,
        "content": because,
    }


def move(voice: Voice, target: str, number: int) -> dict[str, Any]:
    """A voice lives elsewhere now: its followers' servers follow `target` instead, once it names us as well."""
    own = actor_uri(voice)
    said = {"id": uris.answer(voice, "move", number), "type": "Move", "actor": own, "object": own}
    return said | {"target": target, "to": [uris.followers(voice)]}


def _of_note(row: Note, word: str, activity_id: str, thing: dict[str, Any]) -> dict[str, Any]:
    said = {"id": activity_id, "type": word, "actor": actor_uri(author(row))}
    return said | audience(row) | {"object": thing}


def _answer(voice: Voice, word: str, follow: dict[str, Any], number: int) -> dict[str, Any]:
    """The follow is named by its own three ids: echoing a stranger's whole document would sign it with our key."""
    said = {"id": uris.answer(voice, word.lower(), number), "type": word, "actor": actor_uri(voice)}
    asked = {"id": follow["id"], "type": "Follow", "actor": follow["actor"], "object": actor_uri(voice)}
    return said | {"to": [follow["actor"]], "object": asked}
