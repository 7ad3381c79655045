"""What came back to a post: replies, likes and boosts."""

from typing import Any

from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.federation.models import Note
from manyvoices.federation.permissions import speaks_as
from manyvoices.federation.queries import all_replies, reaction_counts
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post, Verb


def answers_to(person: Person, post: Post) -> dict[str, Any]:
    """`replies` with hidden and waiting ones among them; `likes` and `boosts` summed over the post's notes.

    What was said to a voice alone is read by those who speak as it, not by who leads them.
    """
    speaks = speaks_as(person, post.voice)
    notes = _notes(post)
    counts = list(reaction_counts(notes).values()) if notes else []
    return {
        "replies": [reply for note in notes for reply in all_replies(note) if speaks or reply.public],
        "likes": sum(count.likes for count in counts),
        "boosts": sum(count.boosts for count in counts),
    }


def reply_to(post: Post, pk: int) -> Note:
    """One reply to the post. Raises NotThere."""
    for note in _notes(post):
        found = all_replies(note).filter(pk=pk).first()
        if found is not None:
            return found
    raise NotThere(_("There is no such reply to this post."))


def _notes(post: Post) -> list[Note]:
    keys = [row.key for row in post.deliveries.all() if row.verb == Verb.PUBLISH]
    return list(Note.objects.filter(delivery_key__in=keys))
