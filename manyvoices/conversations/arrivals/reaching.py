"""Something that reached a person's voice first, and then one of the organisation's: it was said to both.

What is said to the organisation is the organisation's, whoever else heard it, and in whatever order they were asked.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Max, Min

from manyvoices.conversations.arrivals.entering import preview_of
from manyvoices.conversations.arrivals.hearing import Ear
from manyvoices.conversations.models import Conversation, Direction, Message, Standing


def reached_us_too(message: Message | None, voice: Ear) -> bool:
    """Whether it stands with a person, and has now reached a voice of the organisation."""
    if message is None or message.direction != Direction.IN or message.deleted_at is not None:
        return False
    return bool(message.conversation.owner_id) and not voice.person_id


def move(moved: Mapping[Message, Conversation], now: datetime) -> None:
    """They stand in these conversations now. One of the person's that held nothing else is over."""
    left = {message.conversation_id: target for message, target in moved.items()}
    for message, target in moved.items():
        message.conversation, message.due_at = target, now
    Message.objects.bulk_update(moved, ["conversation", "due_at"])
    for conversation in Conversation.objects.select_for_update().filter(pk__in=left).order_by("pk"):
        _recount(conversation, left[conversation.pk], now)


def _recount(conversation: Conversation, target: Conversation, now: datetime) -> None:
    rest = conversation.messages.aggregate(count=Count("pk"), first=Min("said_at"), last=Max("said_at"))
    conversation.messages_count = rest["count"]
    newest = conversation.messages.order_by("-said_at", "-pk").first()
    if newest is None:
        conversation.merged_into, conversation.standing, conversation.closed_at = target, Standing.CLOSED, now
        conversation.preview = ""
    else:
        conversation.first_at, conversation.last_at = rest["first"], rest["last"]
        conversation.preview = preview_of(newest.text)
    conversation.save()
