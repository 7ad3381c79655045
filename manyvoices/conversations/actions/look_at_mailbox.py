"""Somebody wants the mailbox looked at now."""

from django.db import transaction

from manyvoices.conversations.intakes import held_intake
from manyvoices.conversations.models import Intake, IntakeKind
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import clock
from manyvoices.people.models import Person


@transaction.atomic
def look_at_mailbox(*, actor: Person, intake: Intake) -> Intake:
    """The intake, due now, whatever failed before. Nothing for a door that is closed or no mailbox.

    Refused to who does not lead or administer the unit. It is a look and not a decision, so the record keeps nothing.
    """
    may_keep_intakes(actor, intake.unit_id)
    fresh = held_intake(intake)
    if fresh.kind == IntakeKind.EMAIL and fresh.ended_at is None:
        fresh.due_at, fresh.attempts = clock.now(), 0
        fresh.save(update_fields=["due_at", "attempts"])
    return fresh
