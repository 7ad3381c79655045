"""Recovery codes for the day on which the phone is lost."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.recovery_codes import hashed, new_codes
from manyvoices.people.second_steps import CODES, second_steps


@transaction.atomic
def make_recovery_codes(*, actor: Person) -> list[str]:
    """Ten fresh codes of one's own, shown this once; those made before open nothing any more.

    Refused to whoever has no second step: a code would stand in for nothing.
    """
    may_be_here(rights(actor))
    if not second_steps(actor).asked:
        raise Refused(
            _("Recovery codes stand in for an authenticator app or a passkey. Add one of them first.")
        )
    codes = new_codes()
    Authenticator.objects.filter(user=actor, type=CODES).delete()
    Authenticator.objects.create(user=actor, type=CODES, data={"hashes": [hashed(code) for code in codes]})
    audit.record(actor=actor, verb="make_recovery_codes", target=actor)
    return codes
