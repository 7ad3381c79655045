"""Threads: notes of ours that a voice wrote one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from manyvoices.federation.models import Note
from manyvoices.federation.queries.public import public_notes

# Far longer than any thread is let to be; a ring of notes would end here.
DEEPEST = 100

_UP = """
WITH RECURSIVE above (id, in_reply_to_id, voice_id, depth) AS (
    SELECT id, in_reply_to_id, voice_id, 0 FROM federation_note WHERE id = %s
    UNION ALL
    SELECT note.id, note.in_reply_to_id, note.voice_id, above.depth + 1 FROM federation_note AS note
    JOIN above ON note.id = above.in_reply_to_id AND note.voice_id = above.voice_id
    WHERE note.deleted_at IS NULL AND above.depth < %s
)
SELECT id FROM above ORDER BY depth DESC LIMIT 1
"""
_DOWN = """
WITH RECURSIVE below (id, voice_id, depth) AS (
    SELECT id, voice_id, 0 FROM federation_note WHERE id = %s
    UNION ALL
    SELECT note.id, note.voice_id, below.depth + 1 FROM federation_note AS note
    JOIN below ON note.in_reply_to_id = below.id AND note.voice_id = below.voice_id
    WHERE note.deleted_at IS NULL AND below.depth < %s
)
SELECT id FROM below WHERE depth > 0 ORDER BY depth, id
"""


@dataclass(frozen=True)
class Thread:
    """What stands around a note: `first` is the key its thread begins with, `rest` the parts below the note, in order."""

    first: int
    rest: Sequence[Note]


def thread_of(note: Note) -> Thread:
    """The thread that a note of ours is a part of, in at most three queries whatever its length."""
    first = _keys(_UP, note.pk)[0] if note.in_reply_to_id else note.pk
    below = _keys(_DOWN, note.pk)
    found = public_notes().in_bulk(below) if below else {}
    return Thread(first, [found[key] for key in below if key in found])


def _keys(query: str, note: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, [note, DEEPEST])
        return [key for (key,) in cursor.fetchall()]
