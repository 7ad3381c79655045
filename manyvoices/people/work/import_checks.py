"""Looking at the lines of an import: what each would do. Nobody is written."""

import time

from django.db import transaction

from manyvoices.core import clock
from manyvoices.people.importing.judging import CHANGED, NEW, Importer, judge
from manyvoices.people.importing.values import Known, understand
from manyvoices.people.models import ImportLine, PeopleImport
from manyvoices.people.queries import rights
from manyvoices.people.queries.import_lines import found_for

CHUNK = 50
SECONDS = 0.05  # of one transaction; what is not written by then is looked at again


def check_some(people_import: PeopleImport, there_is: Known) -> int:
    """Looks at the next lines and returns how many; 0 when all are."""
    lines = list(ImportLine.objects.filter(of=people_import, checked_at=None).order_by("number")[:CHUNK])
    if not lines:
        return 0
    here = found_for([line.values for line in lines])
    importer = Importer.of(rights(people_import.made_by), people_import.unit_id)
    for line in lines:
        wanted, problems = understand(line.values, there_is)
        judgement = judge(wanted, problems, here.of(line.values), importer)
        line.errors = [*line.errors, *(problem.kept() for problem in judgement.problems)]
        line.what = "wrong" if line.errors else judgement.what
        line.person = judgement.person if line.what != "wrong" else None
    return _keep(lines)


@transaction.atomic
def _keep(lines: list[ImportLine]) -> int:
    end, kept = time.monotonic() + SECONDS, 0
    for line in lines:
        line.checked_at = clock.now()
        line.done_at = None if line.what in {NEW, CHANGED} else line.checked_at
        line.save(update_fields=["what", "errors", "person", "checked_at", "done_at"])
        kept += 1
        if time.monotonic() > end:
            break
    return kept
