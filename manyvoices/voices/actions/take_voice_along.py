"""A person's own voice belongs to the unit of its person."""

from manyvoices.people.models import Person, Unit
from manyvoices.voices.models import Voice


def take_voice_along(*, person: Person, unit: Unit) -> int:
    """Puts the person's own voices into `unit`, in the mover's transaction; returns how many were elsewhere.

    Their address, followers and posts stay as they are: no other server learns of a unit.
    """
    return Voice.objects.filter(person=person, closed_at=None).exclude(unit=unit).update(unit=unit)
