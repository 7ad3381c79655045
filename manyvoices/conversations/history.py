"""The lines of a conversation's history."""

from manyvoices.conversations.models import Conversation, Event
from manyvoices.core import clock
from manyvoices.people.models import Person


def note(conversation: Conversation, verb: str, by: Person | None = None, **said: object) -> Event:
    """Writes what happened to a conversation, in the caller's transaction; `said` is what the line names, as JSON."""
    return Event.objects.create(conversation=conversation, verb=verb, by=by, said=said, at=clock.now())
