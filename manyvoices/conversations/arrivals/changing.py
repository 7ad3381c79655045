"""What was edited or deleted where it was said is edited or deleted here."""

from collections.abc import Collection, Iterable
from datetime import datetime

from manyvoices.conversations.arrivals.belonging import Conversations, Rows
from manyvoices.conversations.arrivals.cleaning import Said
from manyvoices.conversations.arrivals.entering import preview_of
from manyvoices.conversations.finding import forget_words, let_be_found
from manyvoices.conversations.models import Direction, Message, MessageVersion, TakenBack

WORDS = ["text", "is_cut", "content_warning", "attachments", "edited_at"]


def edit(pairs: Iterable[tuple[Message, Said]], places: Conversations) -> int:
    """How many got new words. What they replace is kept as a version; an older edit that comes late changes nothing."""
    newer = [(message, said) for message, said in pairs if _is_newer(message, said)]
    held = places.hold({message.conversation_id for message, _said in newer})
    versions = []
    for message, said in newer:
        if _says_else(message, said):
            versions.append(
                MessageVersion(
                    message=message, text=message.text, until=said.arrived.edited_at or said.arrived.said_at
                )
            )
            _raise(message, said.arrived.text, held)
        _replace(message, said)
    MessageVersion.objects.bulk_create(versions)
    Message.objects.bulk_update([message for message, _said in newer], WORDS)
    let_be_found([message for message, _said in newer])
    return len(versions)


def end(messages: Collection[Message], places: Conversations, now: datetime) -> int:
    """How many lost their words here too, earlier ones among them. Under a legal hold the words stay and it is only marked."""
    ended = [one for one in messages if one.direction == Direction.IN and one.deleted_at is None]
    free = [one for one in ended if not (one.identity and one.identity.contact.held_because)]
    held = places.hold({one.conversation_id for one in ended})
    for one in ended:
        one.deleted_at, one.due_at = now, None
        if one in free:
            one.text, one.folded, one.content_warning, one.attachments, one.is_cut = "", "", "", [], False
        _raise(one, one.text, held)
    MessageVersion.objects.filter(message__in=[one.pk for one in free]).delete()
    Message.objects.bulk_update(
        ended, ["text", "folded", "content_warning", "attachments", "is_cut", "deleted_at", "due_at"]
    )
    forget_words([one.pk for one in ended])
    return len(ended)


def take_back(network: str, unknown: Iterable[str], now: datetime) -> None:
    """What was deleted before it reached us will not be stored when it does."""
    rows = [TakenBack(network=network, remote_id=pk, at=now) for pk in sorted(unknown)]
    TakenBack.objects.bulk_create(rows, ignore_conflicts=True)


def _is_newer(message: Message, said: Said) -> bool:
    at, author = said.arrived.edited_at, said.arrived.author.remote_id
    if at is None or message.deleted_at or message.direction != Direction.IN:
        return False
    if message.identity is None or message.identity.remote_id != author:
        return False
    return message.edited_at is None or at > message.edited_at


def _says_else(message: Message, said: Said) -> bool:
    new = said.arrived
    return (message.text, message.content_warning, message.attachments) != (
        new.text,
        new.content_warning,
        [dict(one) for one in new.attachments],
    )


def _replace(message: Message, said: Said) -> None:
    new = said.arrived
    message.text, message.is_cut = new.text, said.is_cut
    message.content_warning, message.attachments = new.content_warning, [dict(one) for one in new.attachments]
    message.edited_at = new.edited_at


def _raise(message: Message, text: str, held: Rows) -> None:
    """Who is answering must see that something changed."""
    conversation = held[message.conversation_id]
    conversation.version += 1
    if message.said_at == conversation.last_at:
        conversation.preview = preview_of(text)
