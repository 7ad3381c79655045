"""Collections (ActivityPub 5): the outbox in pages, what is pinned, the followers as a number."""

from collections.abc import Iterable, Sequence
from typing import Any

from manyvoices.federation import uris
from manyvoices.federation.models import Note
from manyvoices.federation.rendering.activities import create
from manyvoices.federation.rendering.document import without_empty
from manyvoices.federation.rendering.note import note
from manyvoices.voices.models import Voice


def outbox(voice: Voice, total: int) -> dict[str, Any]:
    """The outbox without its items; `first` leads to the newest page."""
    uri = uris.outbox(voice)
    return {"id": uri, "type": "OrderedCollection", "totalItems": total, "first": f"{uri}?page=true"}


def outbox_page(voice: Voice, notes: Sequence[Note], *, before: int | None, more: bool) -> dict[str, Any]:
    """One page of the outbox, newest first: the Creates of `notes`. `before` is the note it was asked for."""
    uri = uris.outbox(voice)
    here = f"{uri}?page=true" + (f"&before={before}" if before is not None else "")
    return without_empty(
        {
            "id": here,
            "type": "OrderedCollectionPage",
            "partOf": uri,
            "next": f"{uri}?page=true&before={notes[-1].pk}" if more and notes else None,
        }
    ) | {"orderedItems": [create(row) for row in notes]}


def archived_outbox(notes: Iterable[Note]) -> dict[str, Any]:
    """The whole outbox in one document, oldest first: what a person takes along. Its ids are those it was published under."""
    items = [create(row) for row in notes]
    return {"id": "outbox.json", "type": "OrderedCollection", "totalItems": len(items), "orderedItems": items}


def featured(voice: Voice, notes: Sequence[Note]) -> dict[str, Any]:
    """What the voice pinned, the latest pin first, as whole notes: whoever reads a profile needs no further fetch."""
    items = [note(row) for row in notes]
    return {
        "id": uris.featured(voice),
        "type": "OrderedCollection",
        "totalItems": len(items),
        "orderedItems": items,
    }


def followers(voice: Voice, total: int) -> dict[str, Any]:
    """How many follow; who they are is theirs to tell."""
    return {"id": uris.followers(voice), "type": "OrderedCollection", "totalItems": total}
