"""Read-only questions about notes and what came back to them, for pages and documents."""

from manyvoices.federation.queries.moderation import (
    awaiting_review,
    blocks_for,
    follower_count,
    replies_for,
    reply_for,
)
from manyvoices.federation.queries.public import (
    Counts,
    all_replies,
    note_for_page,
    public_notes,
    reaction_counts,
    shown_replies,
    standing_notes,
)

__all__ = [
    "Counts",
    "all_replies",
    "awaiting_review",
    "blocks_for",
    "follower_count",
    "note_for_page",
    "public_notes",
    "reaction_counts",
    "replies_for",
    "reply_for",
    "shown_replies",
    "standing_notes",
]
