"""Save words for what is asked often."""

from manyvoices.conversations.models import SavedReply
from manyvoices.conversations.permissions import may_arrange
from manyvoices.conversations.saving_replies import checked
from manyvoices.core import audit, clock
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights


def make_saved_reply(
    *, actor: Person, title: str, text: str, unit: Unit | None = None, language: str = ""
) -> SavedReply:
    """The saved reply: of a unit, made by its leads, or without one the actor's own. Raises Refused, Invalid."""
    if unit is not None:
        may_arrange(actor, unit.pk)
    else:
        may_be_here(rights(actor))
    made = SavedReply.objects.create(
        unit=unit,
        person=None if unit else actor,
        made_by=actor,
        made_at=clock.now(),
        **checked(title, text, language),
    )
    audit.record(actor=actor, verb="make_saved_reply", target=made)
    return made
