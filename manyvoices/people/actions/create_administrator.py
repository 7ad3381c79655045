"""The way in from the shell: whoever may run commands on the machine may name an administrator."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock, tokens
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.people.models import Invitation, Person, RoleName, Unit

VALID_FOR = timedelta(hours=1)


@transaction.atomic
def create_administrator(*, email: str, name: str = "") -> str:
    """The token of an invitation, good once within an hour, to choose a password and be administrator of everything.

    For the address of somebody who is here it gives a new password and the role. Refused before there is an
    organisation (`offer_set_up` is the way then); Invalid for what is no e-mail address.
    """
    address = Person.normalise_email(email)
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(email=_("This is not an e-mail address.")) from None
    root = Unit.objects.filter(parent=None).first()
    if root is None:
        raise Refused(_("There is no organisation yet. Open the set-up link first."))
    token, now = tokens.new_token(), clock.now()
    known = Person.objects.filter(email=address).first()
    invitation = Invitation.objects.create(
        token_hash=tokens.hashed(token),
        name=name.strip()[:120] or (known.name if known else ""),
        email=address,
        unit=root,
        role=RoleName.ADMINISTRATOR,
        invited_at=now,
        expires_at=now + VALID_FOR,
    )
    audit.record(actor=None, verb="create_administrator", target=invitation, email=address)
    return token
