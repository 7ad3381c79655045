"""What something that came does to its conversation: it is longer, newer, and wants something of us again."""

from manyvoices.conversations.arrivals.cleaning import Said
from manyvoices.conversations.models import Conversation, Event, Outcome, Standing
from manyvoices.core import clock

PREVIEW = 200


def enter(conversation: Conversation, one: Said) -> Event | None:
    """Counts something new in; an event if that opened the conversation again. Nothing is saved."""
    said_at = one.arrived.said_at
    if conversation.messages_count == 0 or said_at >= conversation.last_at:
        conversation.preview = preview_of(one.arrived.text)
    conversation.first_at = min(conversation.first_at, said_at)
    conversation.last_at = max(conversation.last_at, said_at)
    if one.arrived.wants_nothing:
        _lay_aside(conversation)
        return None
    conversation.inbound_at = max(conversation.inbound_at or said_at, said_at)
    conversation.messages_count += 1
    conversation.version += 1
    return _open(conversation)


def _lay_aside(conversation: Conversation) -> None:
    """Nobody waits: a conversation that begins with it is closed, any other stays as it stands."""
    if conversation.messages_count == 0:
        conversation.standing, conversation.outcome = Standing.CLOSED, Outcome.NOTHING_TO_DO
        conversation.closed_at = clock.now()
    conversation.messages_count += 1
    conversation.version += 1


def preview_of(text: str) -> str:
    """The beginning, on one line."""
    line = " ".join(text[: 4 * PREVIEW].split())
    return line if len(line) <= PREVIEW else line[: PREVIEW - 1].rstrip() + "…"


def _open(conversation: Conversation) -> Event | None:
    conversation.snoozed_until = None
    was = conversation.standing
    if was == Standing.OPEN:
        return None
    conversation.standing = Standing.OPEN
    conversation.outcome, conversation.closed_at, conversation.closed_by = "", None, None
    return Event(
        conversation=conversation, verb="reopened", said={"because": "wrote", "was": was}, at=clock.now()
    )
