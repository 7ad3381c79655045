"""A snoozed conversation is wanted back now."""

from django.db import transaction

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held
from manyvoices.conversations.models import Conversation
from manyvoices.conversations.snoozing_rows import bring_back
from manyvoices.people.models import Person


@transaction.atomic
def wake_conversation(*, actor: Person, conversation: Conversation) -> Conversation:
    """The conversation, back in its list; one that is not snoozed stays as it is."""
    fresh = held(actor, conversation)
    if bring_back(fresh):
        note(fresh, "woken", actor)
    fresh.refresh_from_db(fields=["snoozed_at", "snoozed_until", "on_top_because"])
    return fresh
