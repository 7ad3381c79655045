"""A webhook gets a new secret, while the one before is still good."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.intakes import held_intake, new_secret
from manyvoices.conversations.models import Intake, IntakeKind
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import audit
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person


@transaction.atomic
def rotate_secret(*, actor: Person, intake: Intake) -> Intake:
    """The intake with a new secret; both are good until the old one is ended, so that nothing is lost meanwhile.

    Conflict while two are good already: pressing twice must not end the one that the sender uses. Refused to who does
    not lead or administer the unit, Invalid for what has no secret or has ended.
    """
    may_keep_intakes(actor, intake.unit_id)
    fresh = held_intake(intake)
    if fresh.kind != IntakeKind.WEBHOOK or fresh.ended_at is not None:
        raise Invalid(intake=_("Only a webhook that is open has a secret to exchange."))
    if fresh.old_secret:
        raise Conflict(
            _("Two secrets are good already. End the old one first, once the sender uses the new one.")
        )
    fresh.secret, fresh.old_secret = new_secret(), fresh.secret
    fresh.save(update_fields=["secret", "old_secret"])
    audit.record(actor=actor, verb="rotate_secret", target=fresh)
    return fresh
