"""Read-only questions about posts, for pages."""

from manyvoices.publishing.queries.posts import drafts, held_by_pauses, planned, post_of, posts_of, published

__all__ = ["drafts", "held_by_pauses", "planned", "post_of", "posts_of", "published"]
