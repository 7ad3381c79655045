"""Writing the people of an import. Each line is judged again: the organisation may have moved since the look."""

import time
from typing import Any

from django.db import transaction

from manyvoices import wiring
from manyvoices.core import audit, clock
from manyvoices.core.wired import wired
from manyvoices.people.importing.judging import WRONG, Importer, Judgement, judge
from manyvoices.people.importing.values import Known, understand
from manyvoices.people.models import Expertise, ImportLine, PeopleImport, Person, Role, Unit
from manyvoices.people.queries import rights
from manyvoices.people.queries.import_lines import found_for

CHUNK = 25
SECONDS = 0.05  # of one transaction, so that a person who saves a draft never notices


def write_some(people_import: PeopleImport, there_is: Known) -> int:
    """Writes the next lines in one transaction and returns how many; 0 when all are done."""
    with transaction.atomic():
        lines = list(ImportLine.objects.filter(of=people_import, done_at=None).order_by("number")[:CHUNK])
        here = found_for([line.values for line in lines])
        importer = Importer.of(rights(people_import.made_by), people_import.unit_id)
        written, done, end = set[int](), 0, time.monotonic() + SECONDS
        for line in lines:
            person = here.of(line.values).person
            if (person is not None and person.pk in written) or (done and time.monotonic() > end):
                break  # of somebody written a moment ago we know too little: the next chunk reads them again
            wanted, problems = understand(line.values, there_is)
            judgement = judge(wanted, problems, here.of(line.values), importer)
            written.add(_write(line, judgement, people_import.made_by))
            done += 1
    return done


def _write(line: ImportLine, judgement: Judgement, importer: Person) -> int:
    line.what, line.done_at = judgement.what, clock.now()
    line.errors = [problem.kept() for problem in judgement.problems]
    line.person = None if line.what == WRONG else _person(judgement, importer)
    line.save(update_fields=["what", "errors", "person", "done_at"])
    return line.person.pk if line.person else 0


def _person(judgement: Judgement, importer: Person) -> Person:
    """The person as the line wants them, with an audit row; nothing is touched that is so already."""
    person, fields = judgement.person, judgement.fields
    if person is None:
        person = Person(joined_at=clock.now(), **fields)
        person.set_unusable_password()
        person.save(force_insert=True)
    elif fields:
        _change(person, dict(fields))
    if judgement.role:
        name, unit_id = judgement.role
        Role.objects.create(
            person=person, name=name, unit_id=unit_id, given_by=importer, given_at=clock.now()
        )
    for topic_id in judgement.topic_ids:
        Expertise.objects.create(person=person, topic_id=topic_id, since=clock.now())
    if judgement.what != "unchanged":
        audit.record(
            actor=importer, verb="import_person", target=person, what=judgement.what, fields=sorted(fields)
        )
    return person


def _change(person: Person, fields: dict[str, Any]) -> None:
    if "weekly_minutes" in fields:
        fields |= {"minutes_agreed_by": None, "minutes_agreed_at": None}
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))
    if "unit_id" in fields:
        unit = Unit.objects.get(pk=person.unit_id)
        for path in wiring.ALONG_WITH_PERSON.values():
            wired(path)(person=person, unit=unit)
