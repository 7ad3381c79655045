"""Take a reply off our page."""

from django.db import transaction

from manyvoices.core.audit import record
from manyvoices.federation.models import Note, Showing
from manyvoices.federation.permissions import may_moderate
from manyvoices.people.models import Person


def hide_reply(*, actor: Person, reply: Note, because: str = "") -> Note:
    """The hidden reply; it stays on its own server. A second time changes nothing. Raises Refused, NotThere."""
    may_moderate(actor, reply)
    reason = because.strip()[:500]
    with transaction.atomic():
        shown = Note.objects.filter(pk=reply.pk).exclude(showing=Showing.HIDDEN)
        if shown.update(showing=Showing.HIDDEN, showing_by=actor, showing_because=reason):
            record(actor=actor, verb="hide_reply", target=reply, because=reason)
    reply.refresh_from_db(fields=["showing", "showing_by", "showing_because"])
    return reply
