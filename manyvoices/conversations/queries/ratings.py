"""What customers said of our answers."""

from django.db.models import QuerySet

from manyvoices.conversations.asking import hash_of, is_open, may_change
from manyvoices.conversations.models import Conversation, Satisfaction
from manyvoices.core import clock
from manyvoices.core.refusals import NotThere


def rating_behind(token: str) -> Satisfaction:
    """The question behind a link that is still open. Raises NotThere."""
    rows = Satisfaction.objects.select_related("message__conversation")
    row = rows.filter(token_hash=hash_of(token)).first()
    if row is None or not is_open(row, clock.now()):
        raise NotThere
    return row


def may_still_change(row: Satisfaction) -> bool:
    """Whether another answer may still replace the one that is stored."""
    return may_change(row, clock.now())


def ratings_of(conversation: Conversation) -> "QuerySet[Satisfaction]":
    """What was asked in a conversation and what they said, the newest first; for whoever sees the conversation."""
    asked = Satisfaction.objects.filter(message__conversation=conversation, message__deleted_at=None)
    return asked.select_related("message").order_by("-asked_at", "-id")
