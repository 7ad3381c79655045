"""The doors beside the networks: what their messages are called, and the row held while it is changed."""

from manyvoices.conversations.models import Intake
from manyvoices.core.refusals import NotThere

# What stands in `network` where no network is; a closed set, whatever doors there are.
EMAIL, WEBHOOK, SIGHTING, IMPORT = "email", "webhook", "sighting", "import"
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
