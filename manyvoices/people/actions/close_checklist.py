"""The list of first steps is put away for good."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Organisation, Person
from manyvoices.people.permissions import may_shape_organisation
from manyvoices.people.queries import rights, root_unit


@transaction.atomic
def close_checklist(*, actor: Person) -> None:
    """Put the checklist away; it never comes back. Refused beside administrators and programme leads."""
    may_shape_organisation(rights(actor), root_id=root_unit().pk)
    if Organisation.objects.filter(checklist_closed_at=None).update(checklist_closed_at=clock.now()):
        audit.record(actor=actor, verb="close_checklist", target=Organisation.objects.get())
