"""A conversation that was closed, or waits for the customer, is ours again."""

from django.db import transaction

from manyvoices.conversations.assigning import can_be_asked, give
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held
from manyvoices.conversations.models import Assignment, Conversation, Standing, Way
from manyvoices.conversations.standing_promise import begin_again, go_on
from manyvoices.core import audit, clock
from manyvoices.people.models import Person


@transaction.atomic
def reopen_conversation(*, actor: Person, conversation: Conversation) -> Conversation:
    """The open conversation; one that is open stays as it is.

    What was closed unanswered goes on with the time that was left, what was answered is promised anew. Whoever had it has
    it again; if they may not answer there any more, it waits in the queue of its unit.
    """
    fresh, now = held(actor, conversation), clock.now()
    if fresh.standing == Standing.OPEN:
        return fresh
    was_closed = fresh.standing == Standing.CLOSED
    fresh.standing, fresh.outcome, fresh.closed_at, fresh.closed_by = Standing.OPEN, "", None, None
    fresh.save(update_fields=["standing", "outcome", "closed_at", "closed_by"])
    if not fresh.owner_id:
        (begin_again if was_closed else go_on)(fresh, now)
        _give_back(fresh, actor)
    note(fresh, "reopened", actor)
    audit.record(actor=actor, verb="reopen_conversation", target=fresh)
    fresh.refresh_from_db(fields=["due_at"])
    return fresh


def _give_back(conversation: Conversation, actor: Person) -> None:
    had = Assignment.objects.filter(conversation=conversation, ended_at=None).select_related("person").first()
    person = had.person if had is not None else None
    if had is None or (person is not None and not can_be_asked(person, conversation.unit_id)):
        give(conversation, to=None, way=Way.BY_HAND, by=actor)
