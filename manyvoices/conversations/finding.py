"""What lets a conversation be found: the words of its messages, with the names of who said them.

The index knows words and numbers alone. Whoever asks it filters what it finds by what they see (queries/found.py): what is
private to somebody is found by that person and nobody else.
"""

from collections.abc import Collection

from manyvoices.conversations.models import Message
from manyvoices.core.search import MESSAGES


def let_be_found(messages: Collection[Message]) -> None:
    """Lets each be found by the words it has now, and by no others any more; one without words is found no more.

    Their identity and conversation should be loaded with them. Doing it again changes nothing.
    """
    texts = {message.pk: words_of(message) for message in messages if message.deleted_at is None}
    MESSAGES.put_all(texts)
    MESSAGES.drop_all([message.pk for message in messages if message.deleted_at is not None])


def forget_words(numbers: Collection[int]) -> None:
    """Lets none of these messages be found any more."""
    MESSAGES.drop_all(numbers)


def words_of(message: Message) -> str:
    """Who says it, about what, and what they say."""
    who = message.identity
    named = (who.name, who.address) if who is not None else ()
    return "\n".join((*named, message.conversation.subject, message.content_warning, message.text))
