"""The lines of a conversation's history: written by whatever happens to it, changed by nobody."""

from manyvoices.conversations.models import Conversation, Event
from manyvoices.core import clock
from manyvoices.people.models import Person


def note(conversation: Conversation, verb: str, by: Person | None = None, **said: object) -> Event:
    """Writes that `verb` happened now and returns the line. `said` names things by number, never in a customer's words."""
    return Event.objects.create(conversation=conversation, verb=verb, by=by, said=said, at=clock.now())
