"""A file of people arrives."""

from collections.abc import Sequence

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.importing.files import BadFile, Row, Table, read_table
from manyvoices.people.importing.problems import Problem
from manyvoices.people.importing.repeats import repeated
from manyvoices.people.models import ImportLine, PeopleImport, Person, Unit
from manyvoices.people.permissions import may_import_people
from manyvoices.people.queries import rights

CHUNK = 250  # lines a transaction: nobody else waits for the whole file


def start_people_import(*, actor: Person, unit: Unit, file_name: str, data: bytes) -> PeopleImport:
    """The import, whose lines the worker looks at next; nobody is written before `confirm_people_import`.

    Refused to whoever does not lead `unit`, which is where people go whose line names none. Invalid (`file`) when it
    is no table of people. The lines are saved in several transactions; an upload that breaks off is never worked on.
    """
    may_import_people(rights(actor), unit_id=unit.pk, made_by_id=actor.pk)
    try:
        table = read_table(data)
    except BadFile as bad:
        raise Invalid(file=str(bad)) from None
    people_import = _begin(actor, unit, file_name, table)
    problems = repeated(table.rows)
    for first in range(0, len(table.rows), CHUNK):
        rows = table.rows[first : first + CHUNK]
        ImportLine.objects.bulk_create(
            [_line(people_import, row, problems.get(row.number, [])) for row in rows]
        )
    people_import.due_at = clock.now()
    people_import.save(update_fields=["due_at"])
    return people_import


@transaction.atomic
def _begin(actor: Person, unit: Unit, file_name: str, table: Table) -> PeopleImport:
    people_import = PeopleImport.objects.create(
        unit=unit,
        file_name=file_name.strip()[-200:],
        encoding=table.encoding,
        columns=list(table.heading.known),
        unread_columns=list(table.heading.unread),
        made_by=actor,
        made_at=clock.now(),
        lines_total=len(table.rows),
    )
    audit.record(actor=actor, verb="start_people_import", target=people_import, lines=len(table.rows))
    return people_import


def _line(people_import: PeopleImport, row: Row, repeats: Sequence[Problem]) -> ImportLine:
    found = [*repeats, Problem("", "cells_many")] if row.too_many else list(repeats)
    errors = [problem.kept() for problem in found]
    return ImportLine(of=people_import, number=row.number, values=row.values, errors=errors)
