"""Go: the people of a file are written."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import PeopleImport, Person
from manyvoices.people.permissions import may_import_people
from manyvoices.people.queries import rights
from manyvoices.people.queries.imports import progress_of


@transaction.atomic
def confirm_people_import(*, actor: Person, people_import: PeopleImport, send_letters: bool = False) -> int:
    """How many people are written from now on; the worker does it line by line, with the rights of the actor.

    `send_letters`: those whose line says so get their invitation. Refused to everybody but whoever began the import
    and still leads its unit. Invalid when nobody would be written, Conflict before the look is over or after a cancel.
    Pressed twice, the second changes nothing.
    """
    held = rights(actor)
    may_import_people(held, unit_id=people_import.unit_id, made_by_id=people_import.made_by_id)
    count = progress_of(people_import).to_write
    if not count:
        raise Invalid(file=_("There is nobody to import in this file."))
    now = clock.now()
    ready = PeopleImport.objects.filter(pk=people_import.pk, cancelled_at=None).exclude(checked_at=None)
    if ready.filter(confirmed_at=None).update(confirmed_at=now, due_at=now, send_letters=send_letters):
        audit.record(actor=actor, verb="confirm_people_import", target=people_import, people=count)
    elif not ready.exists():
        raise Conflict(_("This import cannot start: it is still being looked at, or somebody cancelled it."))
    return count
