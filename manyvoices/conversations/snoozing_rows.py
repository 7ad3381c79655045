"""Snoozed rows as the rules read them (snoozing.py), and how one comes back."""

from datetime import UTC, datetime

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.snoozing import Snooze

# Written instead of a moment; far enough ahead in every time zone, and still a date for both databases.
UNTIL_THEY_WRITE = datetime(9000, 1, 1, tzinfo=UTC)


def snooze_of(conversation: Conversation) -> Snooze | None:
    """How long it is hidden, as the rules read it; None if it is not."""
    if conversation.snoozed_at is None or conversation.snoozed_until is None:
        return None
    forever = conversation.snoozed_until >= UNTIL_THEY_WRITE
    return Snooze(conversation.snoozed_at, None if forever else conversation.snoozed_until)


def bring_back(conversation: Conversation, because: str = "") -> bool:
    """Whether this call brought it back: of two at once, one does."""
    mine = Conversation.objects.filter(
        pk=conversation.pk, snoozed_at=conversation.snoozed_at, snoozed_until__isnull=False
    )
    return bool(mine.update(snoozed_at=None, snoozed_until=None, on_top_because=because[:300]))
