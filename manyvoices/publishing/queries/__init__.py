"""Read-only questions about posts, for pages."""

from manyvoices.publishing.queries.letters import held_letters
from manyvoices.publishing.queries.posts import (
    delivery_of,
    draft_of,
    drafts,
    empty_draft,
    held_by_pauses,
    is_first_post,
    nothing_released,
    planned,
    post_in_view,
    post_of,
    posts_of,
    published,
)

__all__ = [
    "delivery_of",
    "draft_of",
    "drafts",
    "empty_draft",
    "held_by_pauses",
    "held_letters",
    "is_first_post",
    "nothing_released",
    "planned",
    "post_in_view",
    "post_of",
    "posts_of",
    "published",
]
