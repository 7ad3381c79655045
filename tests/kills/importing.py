"""Kills the worker while it looks at and writes a file of people, and counts who is there afterwards.

`python -m tests.kills.importing FOLDER PEOPLE KILLS` prints the Result as JSON.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from tests.ground.crew import Crew, until
from tests.ground.opening import open_ground

if TYPE_CHECKING:
    from manyvoices.people.models import PeopleImport, Person

KIND = "tests.kills.import_kind.make"
WITHIN = 400.0


@dataclass
class Result:
    """What became of the people of the file. `waited_ms` is the longest that somebody else's save took meanwhile."""

    people: int
    lost: int
    doubled: int
    roles_beside_one: int
    audited: int
    unfinished: int
    kills: int
    seconds: float
    waited_ms: float
    waited_p95_ms: float


def run(people: int, kills: int) -> Result:
    """Half of the kills fall into the look, half into the writing."""
    from manyvoices.people.actions.confirm_people_import import (  # noqa: PLC0415 -- needs django.setup()
        confirm_people_import,
    )
    from manyvoices.people.actions.start_people_import import start_people_import  # noqa: PLC0415
    from tests.cast import make_cast  # noqa: PLC0415

    cast = make_cast()
    rows = [f"Person {n},p{n}@x.example,N-{n},Northlight / Operations,ambassador" for n in range(people)]
    data = "\n".join(["name,email,number,unit,role", *rows]).encode()
    began, waits = time.monotonic(), list[float]()

    def save() -> None:
        waits.append(_save(cast.bo))

    one = start_people_import(actor=cast.ada, unit=cast.root, file_name="all.csv", data=data)
    crew = Crew(KIND, 1)
    _hurt(crew, one, "checked_at", kills // 2, save)
    confirm_people_import(actor=cast.ada, people_import=one)
    _hurt(crew, one, "done_at", kills - kills // 2, save)
    crew.end()
    return _counted(people, kills, time.monotonic() - began, waits)


def _hurt(crew: Crew, one: "PeopleImport", stage: str, kills: int, save: Callable[[], None]) -> None:
    """Until the stage is over: somebody else saves all the time, and at even shares of the lines the worker dies."""
    from manyvoices.people.models import ImportLine, PeopleImport  # noqa: PLC0415

    todo = ImportLine.objects.filter(of=one, **{stage: None})
    total = todo.count()
    marks = [total - total * (number + 1) // (kills + 1) for number in range(kills)]

    def over() -> bool:
        save()
        if marks and todo.count() <= marks[0]:
            marks.pop(0)
            time.sleep(random.SystemRandom().random() * 0.05)  # somewhere inside a chunk
            crew.kill(next(iter(crew.pids())))
        crew.check()
        return (
            not marks
            and PeopleImport.objects.filter(pk=one.pk, due_at=None).exclude(**{stage: None}).exists()
        )

    until(over, WITHIN, f"{stage} of the import")


def _save(writer: "Person") -> float:
    """How long a person waits who saves something of their own."""
    from manyvoices.people.actions.wish_minutes import wish_minutes  # noqa: PLC0415

    began = time.perf_counter()
    wish_minutes(actor=writer, minutes=((writer.weekly_minutes or 0) + 1) % 2400)
    waited = time.perf_counter() - began
    time.sleep(0.02)
    return waited


def _counted(people: int, kills: int, seconds: float, waits: list[float]) -> Result:
    from django.db.models import Count  # noqa: PLC0415

    from manyvoices.core.models import AuditRow  # noqa: PLC0415
    from manyvoices.people.models import ImportLine, Person  # noqa: PLC0415

    there = Person.objects.filter(email__endswith="@x.example")
    waits.sort()
    return Result(
        people=people,
        lost=people - there.values("name").distinct().count(),
        doubled=there.count() - there.values("name").distinct().count(),
        roles_beside_one=there.annotate(held=Count("roles")).exclude(held=1).count(),
        audited=AuditRow.objects.filter(verb="import_person").count(),
        unfinished=ImportLine.objects.filter(done_at=None).count(),
        kills=kills,
        seconds=round(seconds, 1),
        waited_ms=round(waits[-1] * 1000, 1),
        waited_p95_ms=round(waits[int(len(waits) * 0.95)] * 1000, 1),
    )


def main() -> None:
    """Opens the ground and prints the result."""
    os.environ["MANYVOICES_DATA_DIR"] = sys.argv[1]
    open_ground()
    from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

    call_command("migrate", verbosity=0, skip_checks=True)
    print(json.dumps(asdict(run(int(sys.argv[2]), int(sys.argv[3])))))


if __name__ == "__main__":
    main()
