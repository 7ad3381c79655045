"""A unit gets a word to sort its conversations by."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.models import Label
from manyvoices.conversations.permissions import may_arrange
from manyvoices.core import audit
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, Unit
from manyvoices.people.unit_checks import check_open


@transaction.atomic
def make_label(*, actor: Person, unit: Unit, name: str) -> Label:
    """The label, for the unit and those below it; one of this name is returned as it is.

    Refused to whoever does not lead the unit; Invalid for no name, more than 60 characters, and a closed unit.
    """
    may_arrange(actor, unit.pk)
    check_open(unit, field="unit")
    named = " ".join(name.split())
    if not named or len(named) > 60:
        raise Invalid(name=_("Give the label a name of at most 60 characters."))
    label, is_new = Label.objects.get_or_create(
        unit=unit, name=named, ended_at=None, defaults={"made_by": actor}
    )
    if is_new:
        audit.record(actor=actor, verb="make_label", target=unit, label=named)
    return label
