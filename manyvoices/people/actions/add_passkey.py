"""A passkey: the fingerprint, face or PIN of a device in place of a password."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.second_steps import PASSKEY

AT_MOST = 20


@transaction.atomic
def add_passkey(*, actor: Person, name: str, credential: dict[str, Any]) -> Authenticator:
    """Keep a passkey of one's own. `credential` is the answer of the device, checked against our challenge before."""
    may_be_here(rights(actor))
    said = name.strip()[:60] or _("Passkey")
    if Authenticator.objects.filter(user=actor, type=PASSKEY).count() >= AT_MOST:
        raise Invalid(name=_("You have twenty passkeys. Remove one that you do not use, then add this one."))
    made = Authenticator.objects.create(
        user=actor, type=PASSKEY, data={"name": said, "credential": credential}
    )
    audit.record(actor=actor, verb="add_passkey", target=actor, name=said)
    return made
