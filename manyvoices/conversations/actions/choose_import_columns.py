"""Which column of a file of messages is what."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.importing.columns import chosen
from manyvoices.conversations.message_imports import held_import
from manyvoices.conversations.models import MessageImport, MessageLine
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person


@transaction.atomic
def choose_import_columns(
    *, actor: Person, message_import: MessageImport, columns: Mapping[str, str]
) -> MessageImport:
    """The import, whose lines are looked at again with these columns; the same ones again change nothing.

    Refused to who does not keep the doors of the unit; Invalid without a column of words, Conflict once it was said go.
    """
    may_keep_intakes(actor, message_import.unit_id)
    fresh = held_import(message_import)
    if fresh.confirmed_at or fresh.cancelled_at:
        raise Conflict(_("This import has begun or was stopped, so its columns stay as they are."))
    said = chosen(columns, fresh.heads)
    if "text" not in said:
        raise Invalid(text=_("Choose the column that holds what they wrote."))
    if said == fresh.columns and fresh.checked_at:
        return fresh
    MessageLine.objects.filter(of=fresh, is_broken=False).exclude(problem="").update(problem="")
    fresh.columns, fresh.checked, fresh.checked_at, fresh.due_at = said, 0, None, clock.now()
    fresh.save(update_fields=["columns", "checked", "checked_at", "due_at"])
    audit.record(actor=actor, verb="choose_import_columns", target=fresh)
    return fresh
