"""The secret that was exchanged is no longer good."""

from django.db import transaction

from manyvoices.conversations.intakes import held_intake
from manyvoices.conversations.models import Intake
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import audit
from manyvoices.people.models import Person


@transaction.atomic
def end_old_secret(*, actor: Person, intake: Intake) -> Intake:
    """The intake with its new secret alone. Again changes nothing. Refused to who does not lead or administer the unit."""
    may_keep_intakes(actor, intake.unit_id)
    fresh = held_intake(intake)
    if fresh.old_secret:
        fresh.old_secret = ""
        fresh.save(update_fields=["old_secret"])
        audit.record(actor=actor, verb="end_old_secret", target=fresh)
    return fresh
