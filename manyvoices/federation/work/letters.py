"""From a dispatch to the bytes that leave, rendered at the last moment so that they say what is true now."""

import json
from collections.abc import Hashable
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


class Letters:
    """The letters of one batch: a note that goes to a thousand inboxes is rendered once."""

    def __init__(self) -> None:
        self._bodies: dict[Hashable, bytes] = {}
        self._keys: dict[int, tuple[str, str]] = {}

    def letter(self, row: Dispatch) -> Letter:
        """The letter of a row loaded by `departing`. Raises ValueError for a type that no note has."""
        url = str(URL(row.inbox).with_fragment(None))
        return Letter(url, self._body(row), *self._key(row))

    def _body(self, row: Dispatch) -> bytes:
        if row.activity is not None:
            return _bytes(row.activity)  # an answer to one inbox, as a rule
        named = (row.note_id, row.type, row.activity_id)
        if named not in self._bodies:
            self._bodies[named] = _bytes(_said(row))
        return self._bodies[named]

    def _key(self, row: Dispatch) -> tuple[str, str]:
        if row.voice_id not in self._keys:
            self._keys[row.voice_id] = uris.key_id(row.voice), row.voice.actor_key.private
        return self._keys[row.voice_id]


def letter(row: Dispatch) -> Letter:
    """The letter of a single row."""
    return Letters().letter(row)


def _bytes(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _said(row: Dispatch) -> dict[str, Any]:
    if row.note is None:
        raise ValueError(f"Dispatch {row.pk} has neither a note nor an activity.")
    if row.type == "Create":
        return document(activities.create(row.note))
    if row.type == "Update":
        return document(activities.update(row.note, row.activity_id))
    if row.type == "Delete":
        return document(activities.delete(row.note))
    raise ValueError(f"A note is not told by {row.type!r}.")
