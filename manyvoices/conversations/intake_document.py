"""The JSON of a webhook, read strictly: an object becomes something said, or the sentence that says why not. Pure.

The format stands in docs/intakes.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from manyvoices.conversations.arrivals.cleaning import cleaned
from manyvoices.conversations.models import Visibility
from manyvoices.core.markup.addresses import web_address
from manyvoices.core.strict_json import BadJson, parse
from manyvoices.networks.contract import Arrived, Author

MOST_BYTES = 256 * 1024
LONGEST_ID = 150


class BadDocument(Exception):
    """What was sent cannot be read. `code` is stable, the text a sentence for who built the sender."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code


@dataclass(frozen=True)
class Event:
    """Something said, or (`said` None) taken back; `id` names the event and `message` what it is about."""

    id: str
    message: str
    said: Arrived | None


def read(raw: bytes, now: datetime) -> Event:
    """The event in a body. Raises BadDocument."""
    try:
        document = parse(raw, max_bytes=MOST_BYTES, max_depth=4, max_items=50)
    except BadJson as bad:
        raise BadDocument(bad.reason, str(bad)) from None
    if not isinstance(document, dict):
        raise BadDocument("not-an-object", "Send one JSON object.")
    _only(document, _FIELDS, "")
    message = _id(document, "id", "id")
    if _flag(document, "deleted"):
        return Event(f"{message}@gone", message, None)
    said = _said(document, message, now)
    if cleaned(said, now) is None:
        raise BadDocument(
            "nothing-left", "“id” or “author.id” holds nothing but characters that cannot be kept."
        )
    edit = said.edited_at
    return Event(f"{message}@{edit.timestamp():.6f}" if edit else message, message, said)


def _said(document: Mapping[str, Any], message: str, now: datetime) -> Arrived:
    text = _text(document, "text", 1_000_000)
    if not text.strip():
        raise BadDocument(
            "text-missing", "“text” is missing or empty. To take a message back, send “deleted”: true."
        )
    visibility = _text(document, "visibility", 20) or Visibility.DIRECT.value
    if visibility not in Visibility.values:
        raise BadDocument("bad-visibility", f"“visibility” is one of {', '.join(Visibility.values)}.")
    return Arrived(
        remote_id=message,
        author=_author(document),
        text=text,
        said_at=_moment(document, "said_at") or now,
        edited_at=_moment(document, "edited_at"),
        language=_text(document, "language", 10),
        visibility=visibility,
        in_reply_to=_text(document, "in_reply_to", LONGEST_ID),
        url=_address(document, "url", "url"),
        subject=_text(document, "subject", 200),
    )


def _author(document: Mapping[str, Any]) -> Author:
    author = document.get("author")
    if not isinstance(author, dict):
        raise BadDocument("author-missing", "“author” is an object with at least an “id”.")
    _only(author, ("id", "name", "address", "url"), "author.")
    return Author(
        remote_id=_id(author, "id", "author.id"),
        name=_text(author, "name", 200),
        address=_text(author, "address", 300),
        url=_address(author, "url", "author.url"),
    )


def _only(given: Mapping[str, Any], fields: tuple[str, ...], within: str) -> None:
    unknown = sorted(set(given) - set(fields))
    if unknown:
        raise BadDocument("unknown-field", f"“{within}{unknown[0][:80]}” is no field of this format.")


def _id(given: Mapping[str, Any], name: str, called: str) -> str:
    value = given.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_ID:
        raise BadDocument(
            "bad-id", f"“{called}” is a text of 1 to {LONGEST_ID} characters that never changes."
        )
    return value.strip()


def _text(given: Mapping[str, Any], name: str, longest: int) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadDocument("not-a-text", f"“{name}” is a text.")
    if len(value) > longest:
        raise BadDocument("too-long", f"“{name}” has at most {longest} characters.")
    return value


def _flag(given: Mapping[str, Any], name: str) -> bool:
    value = given.get(name, False)
    if not isinstance(value, bool):
        raise BadDocument("not-a-flag", f"“{name}” is true or false.")
    return value


def _address(given: Mapping[str, Any], name: str, called: str) -> str:
    value = _text(given, name, 500)
    if value and not web_address(value):
        raise BadDocument("bad-url", f"“{called}” is an absolute http or https address.")
    return value


def _moment(given: Mapping[str, Any], name: str) -> datetime | None:
    value = _text(given, name, 40)
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise BadDocument("bad-time", f"“{name}” is a time with its zone, like 2026-11-22T17:05:00Z.")
    return found


_FIELDS = (
    *("id", "text", "author", "said_at", "edited_at", "deleted"),
    *("in_reply_to", "url", "subject", "language", "visibility"),
)
