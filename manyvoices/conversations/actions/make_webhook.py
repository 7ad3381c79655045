"""A signed webhook for a unit."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.models import Intake, IntakeKind
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, Unit

LONGEST_NAME = 120


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


def new_secret() -> str:
    """A secret nobody guesses, with a beginning by which it is found should it lie about."""
    return f"mvhook_{secrets.token_urlsafe(32)}"


def named(name: str) -> str:
    """The name of an intake. Raises Invalid."""
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME:
        raise Invalid(name=_("Give it a name of at most 120 characters, like “Contact form”."))
    return plain
