"""What the practice network tells about what was said to an account, in the words of the contract."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from manyvoices.networks.contract import Arrived, Author, Batch, Missed, Unknown

LOST = "The network keeps only the newest, and cannot tell what was said before."


def batch_of(told: Mapping[str, Any]) -> Batch:
    """The batch that an answer tells; what in it has no name or no author is left out. Raises Unknown for no answer."""
    match told:
        case {"arrivals": list(rows), "cursor": int(cursor), "more": bool(more)}:
            found = [
                row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str) and row["id"]
            ]
        case _:
            raise Unknown("The network gave an answer that says nothing about what was said.")
    said = [_arrived(row) for row in found if row.get("removed_at") is None]
    return Batch(
        said=tuple(one for one in said if one is not None),
        gone=tuple(row["id"] for row in found if row.get("removed_at") is not None),
        cursor=str(cursor),
        more=more,
        missed=_missed(told.get("missed")),
    )


def _arrived(row: dict[str, Any]) -> Arrived | None:
    author, said_at = row.get("author"), _moment(row.get("said_at"))
    if not isinstance(author, dict) or not _words(author, "id") or said_at is None:
        return None
    return Arrived(
        remote_id=row["id"],
        author=Author(*(_words(author, name) for name in ("id", "address", "name", "url"))),
        text=_words(row, "text"),
        said_at=said_at,
        language=_words(row, "language"),
        content_warning=_words(row, "content_warning"),
        visibility=_words(row, "visibility") or "public",
        edited_at=_moment(row.get("edited_at")),
        in_reply_to=_words(row, "in_reply_to"),
        url=_words(row, "url"),
    )


def _words(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _missed(told: object) -> Missed | None:
    if not isinstance(told, dict):
        return None
    since, until = _moment(told.get("since")), _moment(told.get("until"))
    return Missed(since, until, LOST) if since and until else None


def _moment(stamp: object) -> datetime | None:
    if not isinstance(stamp, (int, float)) or isinstance(stamp, bool):
        return None
    try:
        return datetime.fromtimestamp(stamp, UTC)
    except (ValueError, OverflowError, OSError):
        return None
