"""An e-mail address of a unit, read from its mailbox."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.intakes import named
from manyvoices.conversations.models import Intake, IntakeKind
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, Unit

SECURITIES = ("tls", "starttls", "none")


@transaction.atomic
def make_mailbox(
    *,
    actor: Person,
    unit: Unit,
    address: str,
    host: str,
    port: int,
    security: str,
    user: str,
    password: str,
    folder: str = "INBOX",
) -> Intake:
    """The intake, which the worker looks at next: what arrives from now on comes in, what is there already stays there.

    The password is kept encrypted and shown to nobody. Refused to who does not lead or administer the unit; Invalid for
    what is no address, server, port or protection, and for an address whose mailbox is read already.
    """
    may_keep_intakes(actor, unit.pk)
    plain = _address(address)
    intake = Intake.objects.create(
        unit=unit,
        kind=IntakeKind.EMAIL,
        name=named(plain),
        token=secrets.token_urlsafe(18),
        mailbox={
            "address": plain,
            "host": _line(host, "host", 253),
            "port": _port(port),
            "security": _security(security),
            "user": _line(user, "user", 254),
            "folder": _line(folder or "INBOX", "folder", 200),
        },
        secret=_password(password),
        made_by=actor,
        made_at=clock.now(),
        due_at=clock.now(),
    )
    audit.record(actor=actor, verb="make_mailbox", target=intake, unit=unit.pk)
    return intake


def _address(address: str) -> str:
    plain = address.strip().lower()
    try:
        validate_email(plain)
    except ValidationError:
        raise Invalid(address=_("Write the address that people write to, like help@example.org.")) from None
    if Intake.objects.filter(kind=IntakeKind.EMAIL, ended_at=None, mailbox__address=plain).exists():
        raise Invalid(address=_("This address is read already. Close that door first."))
    return plain


def _line(text: str, field: str, longest: int) -> str:
    plain = text.strip()
    if not plain or len(plain) > longest or not plain.isprintable():
        raise Invalid(**{field: _("Fill this in as your mail provider says, on one line.")})
    return plain


def _password(password: str) -> str:
    if not password or len(password) > 500 or not password.isprintable():
        raise Invalid(password=_("Write the password of the mailbox."))
    return password


def _port(port: int) -> int:
    if not 0 < port < 65536:
        raise Invalid(port=_("A port is a number from 1 to 65535; mailboxes are mostly at 993."))
    return port


def _security(security: str) -> str:
    if security not in SECURITIES:
        raise Invalid(security=_("Choose how the connection is protected."))
    return security
