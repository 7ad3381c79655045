"""Ending a role."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.last_administrator import refuse_last_administrator
from manyvoices.people.models import Person, Role
from manyvoices.people.permissions import may_give_role
from manyvoices.people.queries import rights
from manyvoices.people.sessions import renew_open
from manyvoices.people.validity import check_reason


@transaction.atomic
def end_role(*, actor: Person, role: Role, because: str) -> None:
    """End a role, with the reason; one that has ended stays as it is.

    Refused for one's own, beyond what the actor may give, and for the last administrator of the organisation.
    """
    may_give_role(rights(actor), to_id=role.person_id, role=role.name, unit_id=role.unit_id)
    reason = check_reason(because)
    refuse_last_administrator(Role.objects.filter(pk=role.pk))
    live = Role.objects.filter(pk=role.pk, ended_at=None)
    if live.update(ended_at=clock.now(), ended_by=actor, end_reason=reason):
        renew_open(role.person)
        audit.record(actor=actor, verb="end_role", target=role.person, because=reason, role=role.name)
