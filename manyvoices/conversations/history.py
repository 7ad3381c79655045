"""The lines of a conversation's history."""

from manyvoices.conversations.models import Conversation, Event
from manyvoices.core import clock
from manyvoices.people.models import Person


def note(conversation: Conversation, verb: str, by: Person | None = None, **said: object) -> Event:
    """The line that something happened to it. Written with what happened, in the caller's transaction."""
    return Event.objects.create(conversation=conversation, verb=verb, by=by, said=said, at=clock.now())
