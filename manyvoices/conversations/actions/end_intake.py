"""A door is closed."""

from django.db import transaction

from manyvoices.conversations.intakes import held_intake
from manyvoices.conversations.models import Intake
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import audit, clock
from manyvoices.people.models import Person


@transaction.atomic
def end_intake(*, actor: Person, intake: Intake) -> Intake:
    """The intake, through which nothing comes any more; its secrets are forgotten, what came stays.

    Again changes nothing. Refused to who does not lead or administer the unit.
    """
    may_keep_intakes(actor, intake.unit_id)
    fresh = held_intake(intake)
    if fresh.ended_at is None:
        fresh.ended_at, fresh.due_at = clock.now(), None
        fresh.secret = fresh.old_secret = ""
        fresh.save(update_fields=["ended_at", "due_at", "secret", "old_secret"])
        audit.record(actor=actor, verb="end_intake", target=fresh, unit=fresh.unit_id)
    return fresh
