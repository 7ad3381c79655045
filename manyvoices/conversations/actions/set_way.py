"""A unit says how it gives out its conversations."""

from django.db import transaction

from manyvoices.conversations.permissions import may_arrange
from manyvoices.people.actions.set_unit_setting import set_unit_setting
from manyvoices.people.models import Person, Unit


@transaction.atomic
def set_way(*, actor: Person, unit: Unit, way: str) -> str:
    """The way ("best", "round_robin", "manual", "take_it") that holds from now on in the unit and below.

    What has somebody stays where it is. Refused to whoever does not lead the unit; Invalid for another word.
    """
    may_arrange(actor, unit.pk)
    return str(set_unit_setting(actor=actor, unit=unit, name="way_of_giving_out", typed=way))
