"""A conversation that was closed, or waits for the customer, is ours again."""

from django.db import transaction

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held
from manyvoices.conversations.models import Conversation, Standing
from manyvoices.conversations.reopening import reopen
from manyvoices.core import audit, clock
from manyvoices.people.models import Person


@transaction.atomic
def reopen_conversation(*, actor: Person, conversation: Conversation) -> Conversation:
    """The open conversation; one that is open stays as it is.

    What was closed unanswered goes on with the time that was left, what was answered is promised anew. Whoever had it has
    it again; if they may not answer there any more, it waits in the queue of its unit.
    """
    fresh = held(actor, conversation)
    if fresh.standing == Standing.OPEN:
        return fresh
    reopen(fresh, actor, clock.now())
    note(fresh, "reopened", actor)
    audit.record(actor=actor, verb="reopen_conversation", target=fresh)
    fresh.refresh_from_db(fields=["due_at"])
    return fresh
