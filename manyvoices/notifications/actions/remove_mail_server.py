"""Sending no letters any more."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.notifications.models import MailServer
from manyvoices.notifications.permissions import may_change_mail_server
from manyvoices.people.models import Person
from manyvoices.people.queries import rights, root_unit


@transaction.atomic
def remove_mail_server(*, actor: Person) -> None:
    """Forgets the mail server with its password; without one it does nothing. Refused as changing it is."""
    may_change_mail_server(rights(actor), root_id=root_unit().pk)
    saved = MailServer.objects.first()
    if saved is not None:
        audit.record(actor=actor, verb="remove_mail_server", target=saved, host=saved.host)
        saved.delete()
