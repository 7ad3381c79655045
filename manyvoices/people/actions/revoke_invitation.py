"""Taking an invitation back."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Invitation, Person
from manyvoices.people.permissions import may_give_role
from manyvoices.people.queries import rights


@transaction.atomic
def revoke_invitation(*, actor: Person, invitation: Invitation) -> None:
    """End an invitation; one that was accepted or revoked already stays as it is.

    Refused to whoever could not have given the role.
    """
    may_give_role(rights(actor), to_id=None, role=invitation.role, unit_id=invitation.unit_id)
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if waiting.update(revoked_at=clock.now()):
        audit.record(actor=actor, verb="revoke_invitation", target=invitation)
