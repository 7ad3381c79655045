"""Take back an answer in the moment before it leaves; its words wait in the conversation as a draft."""

from manyvoices.conversations.models import Message
from manyvoices.conversations.permissions import may_answer
from manyvoices.conversations.settling import settle
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.actions.undo_release import undo_release


def take_answer_back(*, actor: Person, message: Message) -> Message:
    """The message, which said nothing. Raises NotThere, Refused, or Conflict when it has left."""
    may_answer(actor, message.conversation)
    if message.post is None:
        raise NotThere
    undo_release(actor=actor, post=message.post)
    settle(message.pk)
    message.refresh_from_db()
    return message
