"""What came back to a post: replies, likes and boosts."""

from typing import Any

from manyvoices.federation.models import Note
from manyvoices.federation.queries import all_replies, reaction_counts
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post, Verb


def answers_to(person: Person, post: Post) -> dict[str, Any]:
    """`replies` with hidden and waiting ones among them, and `reactions` summed over the post's notes."""
    keys = [row.key for row in post.deliveries.all() if row.verb == Verb.PUBLISH]
    notes = list(Note.objects.filter(delivery_key__in=keys))
    counts = list(reaction_counts(notes).values()) if notes else []
    return {
        "replies": [reply for note in notes for reply in all_replies(note)],
        "likes": sum(count.likes for count in counts),
        "boosts": sum(count.boosts for count in counts),
    }
