"""The row of an import, held while it is changed."""

from manyvoices.conversations.models import MessageImport
from manyvoices.core.refusals import NotThere


def held_import(message_import: MessageImport) -> MessageImport:
    """The row as it is now, kept for this transaction. Raises NotThere."""
    rows = MessageImport.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.filter(pk=message_import.pk).first()
    if found is None:
        raise NotThere
    return found
