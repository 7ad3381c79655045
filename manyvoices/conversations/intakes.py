"""The doors beside the networks: what their messages are called, and the row held while it is changed."""

import secrets

from django.utils.translation import gettext as _

from manyvoices.conversations.models import Intake
from manyvoices.core.refusals import Invalid, NotThere

# What stands in `network` where no network is; a closed set, whatever doors there are.
EMAIL, WEBHOOK, SIGHTING, IMPORT = "email", "webhook", "sighting", "import"
LONGEST_NAME = 120
ELSEWHERE = frozenset({EMAIL, WEBHOOK, SIGHTING, IMPORT})


def held_intake(intake: Intake) -> Intake:
    """The row as it is now, kept for this transaction. Raises NotThere."""
    found = Intake.objects.select_for_update(of=("self",)).filter(pk=intake.pk).first()
    if found is None:
        raise NotThere
    return found


def known_as(intake_id: int, name: str) -> str:
    """A sender's id for something, as we keep it: two doors may use the same one."""
    return f"{intake_id}:{name}" if name else ""


def new_secret() -> str:
    """A secret nobody guesses, with a beginning by which it is found should it lie about."""
    return f"mvhook_{secrets.token_urlsafe(32)}"


def named(name: str) -> str:
    """The name of an intake. Raises Invalid."""
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME:
        raise Invalid(name=_("Give it a name of at most 120 characters, like “Contact form”."))
    return plain
