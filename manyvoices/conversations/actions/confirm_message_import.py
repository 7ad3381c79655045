"""Go: the messages of a file are written."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.message_imports import held_import
from manyvoices.conversations.models import MessageImport
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.conversations.queries.message_imports import progress_of
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person


@transaction.atomic
def confirm_message_import(
    *, actor: Person, message_import: MessageImport, is_history: bool = False
) -> MessageImport:
    """The import, which the worker writes from now on, line by line; pressed twice, the second changes nothing.

    `is_history`: nobody waits for an answer any more, so the conversations are closed and promise nothing. Refused to who
    does not keep the doors of the unit; Invalid when nothing would be written, Conflict before the look is over.
    """
    may_keep_intakes(actor, message_import.unit_id)
    fresh = held_import(message_import)
    if fresh.confirmed_at and not fresh.cancelled_at:
        return fresh
    if fresh.cancelled_at or fresh.checked_at is None:
        raise Conflict(_("This import cannot start: it is still being looked at, or somebody stopped it."))
    count = progress_of(fresh).to_write
    if not count:
        raise Invalid(file=_("There is no message to import in this file."))
    fresh.confirmed_at = fresh.due_at = clock.now()
    fresh.is_history = is_history
    fresh.save(update_fields=["confirmed_at", "due_at", "is_history"])
    audit.record(actor=actor, verb="confirm_message_import", target=fresh, messages=count, history=is_history)
    return fresh
