"""From a dispatch to the bytes that leave, rendered at the last moment so that they say what is true now."""

import json
from dataclasses import dataclass
from typing import Any

from yarl import URL

from manyvoices.federation import uris
from manyvoices.federation.models import Dispatch
from manyvoices.federation.rendering import activities, document


@dataclass(frozen=True)
class Letter:
    """One POST: `url` as it goes on the wire, `body` in bytes, and what signs it."""

    url: str
    body: bytes
    key_id: str
    private_pem: str

    def __repr__(self) -> str:
        return f"Letter({self.url})"  # the private key must not reach a log through a traceback


def letter(row: Dispatch) -> Letter:
    """The letter of a row loaded by `departing`. Raises ValueError for a type that no note has."""
    body = json.dumps(_said(row), ensure_ascii=False, separators=(",", ":")).encode()
    url = str(URL(row.inbox).with_fragment(None))
    return Letter(url, body, uris.key_id(row.voice), row.voice.actor_key.private)


def _said(row: Dispatch) -> dict[str, Any]:
    if row.activity is not None:
        return row.activity
    if row.note is None:
        raise ValueError(f"Dispatch {row.pk} has neither a note nor an activity.")
    if row.type == "Create":
        return document(activities.create(row.note))
    if row.type == "Update":
        return document(activities.update(row.note, row.activity_id))
    if row.type == "Delete":
        return document(activities.delete(row.note))
    raise ValueError(f"A note is not told by {row.type!r}.")
