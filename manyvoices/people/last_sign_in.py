"""When somebody last signed in: written only where the register says so."""

from typing import Any

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.people.queries.register import recorded_here

ENTRY = "last_sign_in"


def note_sign_in(sender: Any, user: Person, **_more: Any) -> None:
    """Stands in the place of Django's own receiver, which would write this moment for everybody."""
    if recorded_here(ENTRY, user.unit_id):
        Person.objects.filter(pk=user.pk).update(last_login=clock.now())
