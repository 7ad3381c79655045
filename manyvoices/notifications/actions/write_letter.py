"""A letter: written with what it tells of, sent by the worker."""

import secrets
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.mail.message import in_ascii, in_one_line
from manyvoices.core.refusals import Invalid
from manyvoices.notifications.mail_set_up import has_mail_server
from manyvoices.notifications.models import Letter, Notification
from manyvoices.people.models import Person


def write_letter(
    *,
    kind: str,
    to: str,
    language: str,
    subject: str,
    text: str,
    about: int | None = None,
    person: Person | None = None,
    notification: Notification | None = None,
    waits_until: datetime | None = None,
) -> Letter | None:
    """The letter, which leaves once the caller's transaction is committed, not before `waits_until`.

    None while e-mail is not set up.

    `to` may be the address of somebody without an account. `text` is plain, in `language`; empty lines part
    paragraphs, addresses become links. It may hold a one-time link: it is stored encrypted and emptied once it left.
    Invalid for what is no address.
    """
    try:
        in_ascii(to)
    except ValueError as error:
        raise Invalid(email=str(error)) from None
    if not has_mail_server():
        return None
    pk, now = new_id(), clock.now()
    return Letter.objects.create(
        pk=pk,
        kind=kind,
        about=about,
        to=to,
        language=language,
        subject=in_one_line(subject)[:200],
        text=text,
        person=person,
        notification=notification,
        message_id=f"<{pk}.{secrets.token_hex(8)}@{urlsplit(settings.CONFIG.public_url).hostname}>",
        made_at=now,
        due_at=waits_until or now,
        waits_until=waits_until,
    )
