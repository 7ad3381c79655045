"""What somebody is writing as an answer, kept until it left."""

from manyvoices.conversations.models import Conversation, ReplyDraft
from manyvoices.core import clock
from manyvoices.core.markup.text import tidy
from manyvoices.people.models import Person
from manyvoices.publishing.models.post import MAX_TEXT


def keep_draft(conversation: Conversation, person: Person, text: str, seen_version: int) -> ReplyDraft:
    """The row with these words. Asks nobody's permission: that is for the action."""
    kept, _made = ReplyDraft.objects.update_or_create(
        conversation=conversation,
        person=person,
        defaults={"text": tidy(text, MAX_TEXT), "seen_version": seen_version, "saved_at": clock.now()},
    )
    return kept
