"""What was said to a voice of ours, as a network's `collect` tells it: read from `Heard`, in order of its ids.

Ids rise with time, but who writes first need not commit first. The cursor therefore also counts the rows of the last
stretch before it: where there are more now than when it was made, one came late, and the stretch is read again. Whoever
stores knows each thing by its id, so that twice is once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from manyvoices.core import clock
from manyvoices.core.ids import id_at, made_at
from manyvoices.core.markup.plain import lines_from_html
from manyvoices.federation.models import Heard, RemoteActor
from manyvoices.networks.contract import Account, Arrived, Author, Batch, Missed

AT_ONCE = 100
# How long after its id was made a row may become visible and still be found; far longer than any transaction lasts.
STRETCH = timedelta(minutes=10)
KEEP_HEARD = timedelta(days=30)


@dataclass(frozen=True)
class Cursor:
    """Read up to `place`; `count` rows stood between `since` and it."""

    since: int = 0
    count: int = 0
    place: int = 0

    def __str__(self) -> str:
        return f"{self.since}.{self.count}.{self.place}"


def cursor_of(text: str) -> Cursor:
    """The cursor that was written so; the beginning where it cannot be read."""
    parts = text.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return Cursor()
    return Cursor(*map(int, parts))


def heard_by(account: Account, cursor: str) -> Batch:
    """What the account's voice heard after `cursor`, at most 100 things. Two questions, however many there are."""
    now, was = clock.now(), cursor_of(cursor)
    start, before = _start(account.voice, was, now)
    rows = Heard.objects.filter(voice=account.voice, pk__gt=start.place).order_by("pk")
    found = list(rows.select_related("note__actor")[: AT_ONCE + 1])
    more, found = len(found) > AT_ONCE, found[:AT_ONCE]
    said = [_arrived(row) for row in _first_each(found)]
    gone = {row.note.uri: None for row in found if row.note.deleted_at}
    read = [*before, *(row.pk for row in found)]
    return Batch(
        said=tuple(one for one in said if one is not None),
        gone=tuple(gone),
        cursor=str(_onwards(start, read, now, more=more)),
        more=more,
        missed=_missed(was, now),
    )


def _start(voice: int, cursor: Cursor, now: datetime) -> tuple[Cursor, list[int]]:
    """Where to go on, and what of its stretch was read: the beginning of it where a row came late, or the clock went back."""
    if cursor.place > id_at(now + timedelta(seconds=1)):
        back = id_at(now - STRETCH)
        return Cursor(back, 0, back), []
    stretch = Heard.objects.filter(voice=voice, pk__gt=cursor.since, pk__lte=cursor.place)
    read = list(stretch.values_list("pk", flat=True)) if cursor.place else []
    return (cursor, read) if len(read) == cursor.count else (Cursor(cursor.since, 0, cursor.since), [])


def _onwards(cursor: Cursor, read: list[int], now: datetime, *, more: bool) -> Cursor:
    """The next cursor. Its stretch begins where nothing is waited for any more, or at its place if that is older."""
    settled = id_at(now - STRETCH)
    place = max(cursor.place, *read[-1:], 0 if more else settled)
    since = max(cursor.since, min(place, settled))
    return Cursor(since, sum(pk > since for pk in read), place)


def _first_each(found: list[Heard]) -> list[Heard]:
    """One row a note: of several the one that says how it was addressed, if any does."""
    each: dict[int, Heard] = {}
    for row in found:
        if row.note_id not in each or not each[row.note_id].visibility:
            each[row.note_id] = row
    return list(each.values())


def _missed(cursor: Cursor, now: datetime) -> Missed | None:
    kept_since = now - KEEP_HEARD
    if not cursor.place or cursor.place >= id_at(kept_since):
        return None
    return Missed(made_at(cursor.place), kept_since, "What is older than 30 days is kept no more.")


def _arrived(row: Heard) -> Arrived | None:
    note = row.note
    if note.actor is None or note.deleted_at:
        return None
    return Arrived(
        remote_id=note.uri,
        author=_author(note.actor),
        text=lines_from_html(note.html),
        said_at=note.published_at,
        language=note.language,
        content_warning=note.content_warning,
        visibility=row.visibility or ("public" if note.public else "direct"),
        edited_at=note.edited_at,
        in_reply_to=note.in_reply_to_uri,
        url=note.url,
        attachments=tuple(_attached(one) for one in note.attachments),
    )


def _author(actor: RemoteActor) -> Author:
    return Author(actor.uri, actor.address, actor.name or actor.username, actor.url or actor.uri)


def _attached(one: dict[str, Any]) -> dict[str, str]:
    return {name: str(one.get(name) or "") for name in ("url", "mediaType", "name")}
