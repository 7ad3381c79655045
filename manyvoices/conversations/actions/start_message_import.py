"""A file of messages arrives."""

from django.db import transaction

from manyvoices.conversations.importing.columns import guessed
from manyvoices.conversations.importing.files import Table, read_table
from manyvoices.conversations.models import MessageImport, MessageLine
from manyvoices.conversations.permissions import may_keep_intakes
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.importing.files import BadFile
from manyvoices.people.models import Person, Unit

CHUNK = 250  # lines a transaction: nobody else waits for the whole file


def start_message_import(*, actor: Person, unit: Unit, file_name: str, data: bytes) -> MessageImport:
    """The import, whose lines the worker looks at next; no message is written before `confirm_message_import`.

    Refused to who does not lead or administer `unit`, which answers them. Invalid (`file`) for what is neither CSV nor
    JSON lines. The lines are saved in several transactions; an upload that breaks off is never worked on.
    """
    may_keep_intakes(actor, unit.pk)
    try:
        table = read_table(data)
    except BadFile as bad:
        raise Invalid(file=str(bad)) from None
    begun = _begin(actor, unit, file_name, table)
    for first in range(0, len(table.rows), CHUNK):
        MessageLine.objects.bulk_create(
            MessageLine(
                of=begun, number=row.number, read=row.values, problem=row.broken, is_broken=bool(row.broken)
            )
            for row in table.rows[first : first + CHUNK]
        )
    begun.due_at = clock.now()
    begun.save(update_fields=["due_at"])
    return begun


@transaction.atomic
def _begin(actor: Person, unit: Unit, file_name: str, table: Table) -> MessageImport:
    begun = MessageImport.objects.create(
        unit=unit,
        name=" ".join(file_name.split())[-200:],
        format=table.format,
        heads=list(table.heads),
        columns=guessed(table.heads),
        started_by=actor,
        started_at=clock.now(),
        lines_count=len(table.rows),
    )
    audit.record(actor=actor, verb="start_message_import", target=begun, lines=len(table.rows))
    return begun
