"""What reached a person's own voice is handed to the organisation: one tap, and the promise begins."""

from django.db import transaction

from manyvoices.conversations.assigning import give
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held
from manyvoices.conversations.models import Conversation, Direction, Message, Standing, Way
from manyvoices.conversations.standing_promise import begin
from manyvoices.core import audit, clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person

# The newest of what they wrote is triaged; older words say little about what they want now.
TRIAGED = 20


@transaction.atomic
def hand_over_conversation(*, actor: Person, conversation: Conversation) -> Conversation:
    """The conversation of the organisation, open, in the queue of its unit and with a promise from this moment on.

    Triage and routing see it next. Handed over again it stays as it is. NotThere for everybody but its owner: nobody else
    knows of it.
    """
    fresh, now = held(actor, conversation), clock.now()
    if not fresh.owner_id:
        if fresh.handed_over_at is None:
            raise NotThere
        return fresh
    fresh.owner, fresh.handed_over_at, fresh.standing = None, now, Standing.OPEN
    fresh.outcome, fresh.closed_at, fresh.closed_by = "", None, None
    fresh.snoozed_at = fresh.snoozed_until = None
    fresh.save()
    give(fresh, to=None, way=Way.BY_HAND, by=actor)
    begin(fresh, now)
    theirs = Message.objects.filter(conversation=fresh, direction=Direction.IN, deleted_at=None)
    newest = list(theirs.order_by("-id").values_list("pk", flat=True)[:TRIAGED])
    Message.objects.filter(pk__in=newest).update(due_at=now, done_at=None, dead_at=None, attempts=0)
    note(fresh, "handed_over", actor)
    audit.record(actor=actor, verb="hand_over_conversation", target=fresh, unit=fresh.unit_id)
    fresh.refresh_from_db(fields=["due_at"])
    return fresh
