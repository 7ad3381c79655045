"""Stop an import."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import PeopleImport, Person
from manyvoices.people.permissions import ADMINISTRATORS, may_import_people
from manyvoices.people.queries import rights


@transaction.atomic
def cancel_people_import(*, actor: Person, people_import: PeopleImport) -> PeopleImport:
    """The import, of which nothing more is written; who was written before stays. One that ended is left as it is.

    Refused to everybody but whoever began it and administrators of its unit.
    """
    held = rights(actor)
    if not held.has_any_role(ADMINISTRATORS, people_import.unit_id):
        may_import_people(held, unit_id=people_import.unit_id, made_by_id=people_import.made_by_id)
    running = PeopleImport.objects.filter(pk=people_import.pk, cancelled_at=None, done_at=None)
    if running.update(cancelled_at=clock.now()):
        audit.record(actor=actor, verb="cancel_people_import", target=people_import)
    people_import.refresh_from_db()
    return people_import
