"""Naming the mail server."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.mail.message import in_ascii, in_one_line
from manyvoices.core.refusals import Invalid
from manyvoices.notifications.models import Letter, MailSecurity, MailServer
from manyvoices.notifications.permissions import may_change_mail_server
from manyvoices.people.models import Person
from manyvoices.people.queries import rights, root_unit

_HOST = re.compile(r"[^\s/@\\?#]{1,253}\Z")


@transaction.atomic
def change_mail_server(
    *,
    actor: Person,
    host: str,
    port: int,
    security: str,
    from_address: str,
    from_name: str = "",
    user: str = "",
    password: str = "",
) -> MailServer:
    """The mail server letters go to from now on; letters that waited for a better one are tried at
    once, those that wait for the end of somebody's quiet hours then.

    An empty `password` keeps the stored one, for the same server and user alone: it is never handed to another
    machine. Refused to all but administrators of everything, Conflict where MANYVOICES_EMAIL_URL names the server,
    Invalid for what cannot be used.
    """
    may_change_mail_server(rights(actor), root_id=root_unit().pk)
    before = MailServer.objects.first()
    made = MailServer(
        host=host.strip().lower(),
        port=port,
        security=security,
        user=user.strip(),
        from_address=from_address.strip(),
        from_name=in_one_line(from_name)[:120],
        changed_at=clock.now(),
    )
    _check(made)
    made.password = _password(made, before, password)
    made.save(force_update=before is not None)
    quiet = Letter.objects.filter(waits_until__gt=clock.now())
    waiting = Letter.objects.filter(due_at__isnull=False, taken_by=None).exclude(pk__in=quiet.values("pk"))
    waiting.update(due_at=clock.now())
    audit.record(
        actor=actor,
        verb="change_mail_server",
        target=made,
        host=made.host,
        port=port,
        security=security,
        new_password=bool(password),
    )
    return made


def _check(made: MailServer) -> None:
    if not _HOST.match(made.host) or "://" in made.host:
        raise Invalid(host=_("Write only the name of the server, for example mail.example.org."))
    if not 0 < made.port < 65536:
        raise Invalid(port=_("A port is a number from 1 to 65535; usual are 587 and 465."))
    if made.security not in MailSecurity.values:
        raise Invalid(security=_("Choose one of the three."))
    if len(made.user) > 200:
        raise Invalid(user=_("Keep the user under 200 characters."))
    try:
        in_ascii(made.from_address)
    except ValueError:
        raise Invalid(from_address=_("This is not an e-mail address that mail servers read.")) from None


def _password(made: MailServer, before: MailServer | None, typed: str) -> str:
    if not made.user:
        return ""
    if typed or before is None or not before.password:
        return typed
    if (made.host, made.port, made.user) != (before.host, before.port, before.user):
        raise Invalid(
            password=_("Type the password again: the saved one belongs to another server, port or user.")
        )
    return before.password
