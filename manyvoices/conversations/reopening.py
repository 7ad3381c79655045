"""What was closed, or waits for the customer, is ours again: by a colleague, or because they say that it did not help."""

from datetime import datetime

from manyvoices.conversations.assigning import can_be_asked, give
from manyvoices.conversations.models import Assignment, Conversation, Standing, Way
from manyvoices.conversations.standing_promise import begin_again, go_on
from manyvoices.people.models import Person


def reopen(conversation: Conversation, by: Person | None, at: datetime) -> None:
    """Opens it; to be called with the row held, inside the caller's transaction.

    What was closed unanswered goes on with the time that was left, what was answered is promised anew. Whoever had it has
    it again; if they may not answer there any more, it waits in the queue of its unit.
    """
    was_closed = conversation.standing == Standing.CLOSED
    conversation.standing, conversation.outcome = Standing.OPEN, ""
    conversation.closed_at = conversation.closed_by = None
    conversation.save(update_fields=["standing", "outcome", "closed_at", "closed_by"])
    if not conversation.owner_id:
        (begin_again if was_closed else go_on)(conversation, at)
        _give_back(conversation, by)


def _give_back(conversation: Conversation, by: Person | None) -> None:
    had = Assignment.objects.filter(conversation=conversation, ended_at=None).select_related("person").first()
    person = had.person if had is not None else None
    if had is None or (person is not None and not can_be_asked(person, conversation.unit_id)):
        give(conversation, to=None, way=Way.BY_HAND, by=by)
