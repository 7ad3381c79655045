"""How long a press on "Publish now" can still be taken back."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from manyvoices.core import clock
from manyvoices.publishing.models import Post, State


@dataclass(frozen=True)
class Undo:
    """`until` is when the post leaves; `seconds` how many are left on this page."""

    until: datetime
    seconds: int


def undo_of(post: Post, *, may: bool) -> Undo | None:
    """The offer to undo, for who `may` change the post, while nothing of it has left; no query where deliveries are there."""
    if not may or post.undo_until is None or post.released_at is None:
        return None
    left = (post.undo_until - clock.now()).total_seconds()
    waiting = all(row.state == State.QUEUED and row.taken_by is None for row in post.deliveries.all())
    return Undo(post.undo_until, ceil(left)) if left > 0 and waiting else None
