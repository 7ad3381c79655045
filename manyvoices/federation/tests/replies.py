"""Replies of strangers for tests, as if they had been received."""

from itertools import count
from typing import Any

from manyvoices.core import clock
from manyvoices.federation.models import Note, RemoteActor
from manyvoices.federation.tests.neighbours import stranger

_numbers = count(1)


def answered(note: Note, by: RemoteActor | None = None, **fields: Any) -> Note:
    """A public, shown reply to `note` by `by`, or by a stranger met just now."""
    number = next(_numbers)
    author = by or stranger(f"someone{number}")
    given = {
        "uri": f"https://{author.domain}/notes/{number}",
        "actor": author,
        "in_reply_to": note,
        "in_reply_to_uri": note.uri,
        "html": "<p>Thank you</p>",
        "published_at": clock.now(),
        "received_at": clock.now(),
    }
    return Note.objects.create(**(given | fields))
