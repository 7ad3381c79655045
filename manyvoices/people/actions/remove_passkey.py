"""A passkey opens nothing any more."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from manyvoices.core import audit
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.second_steps import PASSKEY, drop_lonely_codes


@transaction.atomic
def remove_passkey(*, actor: Person, passkey: Authenticator) -> None:
    """Forget one of one's own passkeys; one that is gone stays gone. Raises NotThere for somebody else's."""
    may_be_here(rights(actor))
    if passkey.user_id != actor.pk or passkey.type != PASSKEY:
        raise NotThere
    if Authenticator.objects.filter(pk=passkey.pk).delete()[0]:
        drop_lonely_codes(actor)
        audit.record(actor=actor, verb="remove_passkey", target=actor, name=passkey.data["name"])
