"""An import from file to people, as the web and the worker do it."""

from collections.abc import Iterable

from manyvoices.core import clock
from manyvoices.people.actions.confirm_people_import import confirm_people_import
from manyvoices.people.actions.start_people_import import start_people_import
from manyvoices.people.models import ImportLine, PeopleImport, Person, Unit
from manyvoices.people.queries.import_lines import known
from manyvoices.people.work.imports import go_on

WORKER = 7


def csv_of(head: str, *lines: str) -> bytes:
    """A file of comma-separated lines."""
    return "\n".join((head, *lines)).encode()


def start(actor: Person, unit: Unit, data: bytes) -> PeopleImport:
    """The import, looked at."""
    people_import = start_people_import(actor=actor, unit=unit, file_name="people.csv", data=data)
    work(people_import)
    return people_import


def work(people_import: PeopleImport) -> None:
    """All that is due, as the worker does it once it has claimed the row."""
    PeopleImport.objects.filter(pk=people_import.pk).update(taken_by=WORKER)
    while not go_on(people_import.pk, WORKER, known()):
        pass
    people_import.refresh_from_db()
    assert people_import.due_at is None
    assert people_import.taken_by is None


def write(actor: Person, people_import: PeopleImport) -> None:
    """Confirmed and written."""
    confirm_people_import(actor=actor, people_import=people_import)
    work(people_import)


def ready(actor: Person, unit: Unit) -> PeopleImport:
    """An import of one new person that was looked at."""
    now = clock.now()
    people_import = PeopleImport.objects.create(
        unit=unit, file_name="f.csv", made_by=actor, made_at=now, checked_at=now, lines_total=1
    )
    values = {"name": "Fay", "email": "fay@x.example"}
    ImportLine.objects.create(of=people_import, number=2, values=values, what="new", checked_at=now)
    return people_import


def whats(people_import: PeopleImport) -> list[tuple[int, str]]:
    """Each line's number and what it does."""
    return list(people_import.lines.order_by("number").values_list("number", "what"))


def problems(people_import: PeopleImport, number: int) -> Iterable[tuple[str, str]]:
    """Column and code of what is wrong in a line."""
    line = people_import.lines.get(number=number)
    return [(one["column"], one["code"]) for one in line.errors]
