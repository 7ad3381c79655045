"""Imports of people: looked at first, written after a yes; line by line in short transactions, so that nobody waits."""

import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from manyvoices.core import clock
from manyvoices.core.work import Again, Answer, Kind, Tools
from manyvoices.people.importing.values import Known
from manyvoices.people.models import PeopleImport
from manyvoices.people.queries.import_lines import known
from manyvoices.people.work.import_checks import check_some
from manyvoices.people.work.import_writes import write_some

TURN = 5.0  # seconds until the claim is renewed, far below its lease


class PeopleImports(Kind[PeopleImport]):
    """Killed at any moment it goes on where the last committed chunk ended: each line knows whether it is done."""

    model = PeopleImport
    limit = 1

    async def handle(self, rows: Sequence[PeopleImport], tools: Tools) -> Mapping[Any, Answer]:
        """Chunk after chunk for a while; an import that rests or ended has recorded that itself."""
        answers: dict[Any, Answer] = {}
        for row in rows:
            end, there_is = time.monotonic() + TURN, await tools.db(known)
            while not await tools.db(go_on, row.pk, tools.worker, there_is):
                if time.monotonic() > end:
                    answers[row.pk] = Again(timedelta(0))
                    break
        return answers


def go_on(import_id: int, worker: int, there_is: Known) -> bool:
    """One chunk of what is next; True when the import has nothing more to do for now.

    `there_is` may be as old as a turn: units and topics that somebody closes meanwhile are closed a moment later.
    """
    people_import = PeopleImport.objects.select_related("made_by").get(pk=import_id)
    if people_import.cancelled_at:
        return _rest(import_id, worker, done_at=clock.now())
    if people_import.confirmed_at:
        return not write_some(people_import, there_is) and _rest(import_id, worker, done_at=clock.now())
    return not check_some(people_import, there_is) and _rest(import_id, worker, checked_at=clock.now())


def _rest(import_id: int, worker: int, **said: Any) -> bool:
    mine = PeopleImport.objects.filter(pk=import_id, taken_by=worker)
    mine.update(due_at=None, taken_by=None, taken_until=None, attempts=0, last_error="", **said)
    return True


KIND = PeopleImports()
