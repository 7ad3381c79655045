"""Stop an import of messages."""

from django.db import transaction

from manyvoices.conversations.message_imports import held_import
from manyvoices.conversations.models import MessageImport, MessageLine
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import audit, clock
from manyvoices.people.models import Person


@transaction.atomic
def cancel_message_import(*, actor: Person, message_import: MessageImport) -> MessageImport:
    """The import, of which nothing more is written; what was written before stays, what was not is forgotten.

    One that ended is left as it is. Refused to who does not keep the doors of the unit.
    """
    may_keep_intakes(actor, message_import.unit_id)
    fresh = held_import(message_import)
    if fresh.cancelled_at is None and fresh.done_at is None:
        fresh.cancelled_at, fresh.due_at = clock.now(), None
        fresh.save(update_fields=["cancelled_at", "due_at"])
        # People outside wrote these lines, and nobody needs them any more.
        MessageLine.objects.filter(of=fresh, message=None).update(read={})
        audit.record(actor=actor, verb="cancel_message_import", target=fresh)
    return fresh
