"""Revoking a right."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Grant, Person
from manyvoices.people.permissions import may_revoke_grant
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_reason


@transaction.atomic
def revoke_grant(*, actor: Person, grant: Grant, because: str) -> None:
    """Revoke a grant at once, with the reason; one that is revoked stays as it is.

    Refused outside the units in which the actor may grant this right.
    """
    may_revoke_grant(rights(actor), right=grant.right, unit_id=grant.unit_id)
    reason = check_reason(because)
    live = Grant.objects.filter(pk=grant.pk, revoked_at=None)
    if live.update(revoked_at=clock.now(), revoked_by=actor, revoke_reason=reason):
        audit.record(actor=actor, verb="revoke_grant", target=grant.person, because=reason, right=grant.right)
