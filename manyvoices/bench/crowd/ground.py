"""What the bench people stands on: a tree of units, people who came by a file, and voices, made by the actions."""

import asyncio
from collections.abc import Iterator
from functools import partial

from django.db import transaction

from manyvoices.core.work import loop
from manyvoices.core.work.desk import Desk
from manyvoices.people.actions.confirm_people_import import confirm_people_import
from manyvoices.people.actions.make_topic import make_topic
from manyvoices.people.actions.make_unit import make_unit
from manyvoices.people.actions.offer_set_up import offer_set_up
from manyvoices.people.actions.start_people_import import start_people_import
from manyvoices.people.models import PeopleImport, Person, Unit
from manyvoices.people.queries import root_unit
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.people.work.imports import PeopleImports
from manyvoices.voices.actions.make_voice import VoiceWords, make_voice
from manyvoices.voices.actions.set_up_with_voices import set_up_with_voices

PASSWORD = "measured, never guessed"  # noqa: S105 - of a database that is thrown away
EMAIL = "ada@bench.example"
TOPICS = ("Brakes", "Night trains", "Snow", "Bridges", "Tickets", "Signals")
ROLES = ("ambassador", "responder", "social_employee", "")
HEAD = "name,email,number,unit,role,topics,weekly_minutes"


def make_organisation(*, people: int, units: int, voices: int) -> Person:
    """Ada, who administers it all: a tree of three levels, people spread over it, the first of them with voices."""
    ada = set_up_with_voices(
        token=offer_set_up() or "",
        organisation_name="Northlight",
        name="Ada Berg",
        email=EMAIL,
        password=PASSWORD,
    )
    _make_units(ada, units)
    for name in TOPICS:
        make_topic(actor=ada, name=name)
    for first in range(0, people, 10_000):
        _bring(ada, range(first, min(first + 10_000, people)))
    _make_voices(voices)
    return ada


@transaction.atomic
def _make_units(ada: Person, count: int) -> None:
    root = root_unit()
    entities = [make_unit(actor=ada, name=f"Company {n}", kind="legal_entity", parent=root) for n in range(4)]
    departments: list[Unit] = []
    for number in range(count - 1 - len(entities)):
        parent = entities[number % 4] if number < 36 else departments[number % 36]
        kind = "department" if number < 36 else "team"
        departments.append(make_unit(actor=ada, name=f"Unit {number}", kind=kind, parent=parent))


def _bring(ada: Person, numbers: range) -> None:
    paths = sorted(unit_paths().values())
    data = "\n".join([HEAD, *_lines(numbers, paths)]).encode()
    one = start_people_import(actor=ada, unit=root_unit(), file_name="all.csv", data=data)
    _work(one, "checked_at")
    confirm_people_import(actor=ada, people_import=one)
    _work(one, "done_at")


def _lines(numbers: range, paths: list[str]) -> Iterator[str]:
    for n in numbers:
        unit, role, topic = paths[n % len(paths)], ROLES[n % len(ROLES)], TOPICS[n % len(TOPICS)]
        yield f"Person {n:05},p{n}@bench.example,N-{n},{unit},{role},{topic},{n % 240}"


def _work(one: PeopleImport, stage: str) -> None:
    """The product's engine, until the import has this `stage` behind it."""
    over = PeopleImport.objects.filter(pk=one.pk).exclude(**{stage: None})

    async def working() -> None:
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as both:
            both.create_task(loop.run(stop, [PeopleImports()], partial(Desk, 0)))
            while not await asyncio.to_thread(over.all().exists):  # noqa: ASYNC110 - a row tells, not an event
                await asyncio.sleep(0.1)
            stop.set()

    asyncio.run(working())


def _make_voices(count: int) -> None:
    chosen = list(Person.objects.filter(login__startswith="N-").order_by("id")[:count])
    for first in range(0, count, 50):
        with transaction.atomic():
            for number, person in enumerate(chosen[first : first + 50], start=first):
                words = VoiceWords(handle=f"person{number}", name=person.name, role_line="On the line")
                make_voice(actor=person, kind="person", words=words, agreed_in="en")
