"""Read-only questions about notes and what came back to them, for pages and documents."""

from manyvoices.federation.queries.moderation import (
    awaiting_review,
    blocks_for,
    follower_count,
    replies_for,
    replies_to_voice,
    reply_for,
)
from manyvoices.federation.queries.moves import move_of, said_by
from manyvoices.federation.queries.public import (
    Counts,
    all_replies,
    note_for_page,
    opening_notes,
    pinned_notes,
    public_notes,
    reaction_counts,
    shown_replies,
    standing_notes,
    unmuted,
)
from manyvoices.federation.queries.streams import Stretch, found, notes_by, notes_in, stretch, tagged
from manyvoices.federation.queries.threads import thread_of

__all__ = [
    "Counts",
    "Stretch",
    "all_replies",
    "awaiting_review",
    "blocks_for",
    "follower_count",
    "found",
    "move_of",
    "note_for_page",
    "notes_by",
    "notes_in",
    "opening_notes",
    "pinned_notes",
    "public_notes",
    "reaction_counts",
    "replies_for",
    "replies_to_voice",
    "reply_for",
    "said_by",
    "shown_replies",
    "standing_notes",
    "stretch",
    "tagged",
    "thread_of",
    "unmuted",
]
