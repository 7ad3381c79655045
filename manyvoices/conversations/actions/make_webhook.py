"""A signed webhook for a unit."""

import secrets

from django.db import transaction

from manyvoices.conversations.intakes import named, new_secret
from manyvoices.conversations.models import Intake, IntakeKind
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import audit, clock
from manyvoices.people.models import Person, Unit


@transaction.atomic
def make_webhook(*, actor: Person, unit: Unit, name: str) -> Intake:
    """The intake with its address and its secret, which whoever made it is shown once.

    Refused to who does not lead or administer the unit; Invalid for a name that is empty or too long.
    """
    may_keep_intakes(actor, unit.pk)
    intake = Intake.objects.create(
        unit=unit,
        kind=IntakeKind.WEBHOOK,
        name=named(name),
        token=secrets.token_urlsafe(18),
        secret=new_secret(),
        made_by=actor,
        made_at=clock.now(),
    )
    audit.record(actor=actor, verb="make_webhook", target=intake, unit=unit.pk)
    return intake
