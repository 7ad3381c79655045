"""A new link for somebody who has not joined yet."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock, tokens
from manyvoices.core.refusals import Conflict
from manyvoices.people.actions.invite_person import VALID_FOR
from manyvoices.people.models import Invitation, Person
from manyvoices.people.permissions import may_give_role
from manyvoices.people.queries import rights


@transaction.atomic
def renew_invitation(*, actor: Person, invitation: Invitation) -> str:
    """The token of the new link, shown once and good for 14 days; the link before stops working at once.

    Refused to whoever could not have given the role; Conflict when it was accepted or taken back meanwhile.
    """
    may_give_role(rights(actor), to_id=None, role=invitation.role, unit_id=invitation.unit_id)
    token = tokens.new_token()
    open_ = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    fresh = {"token_hash": tokens.hashed(token), "expires_at": clock.now() + VALID_FOR}
    if not open_.update(**fresh):
        raise Conflict(_("This invitation was accepted or taken back meanwhile. Look at the list again."))
    audit.record(actor=actor, verb="renew_invitation", target=invitation)
    invitation.refresh_from_db()
    return token
