"""Repeating work: a table of rows that become due again, in place of a scheduler."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog

from manyvoices import wiring
from manyvoices.core import clock
from manyvoices.core.models import Chore
from manyvoices.core.wired import wired
from manyvoices.core.work.kinds import Again, Answer, Kind, Tools

log = structlog.get_logger()


class Chores(Kind[Chore]):
    """Runs each chore of `wiring.CHORES` when it is due. A chore that fails is logged and tried at its next turn."""

    model = Chore
    limit = 10

    async def handle(self, rows: Sequence[Chore], tools: Tools) -> Mapping[int, Answer]:
        """Every chore is due again after its own pause; one that is no longer wired rests for a day."""
        return {row.pk: await self._run(row, tools) for row in rows}

    async def _run(self, row: Chore, tools: Tools) -> Answer:
        if row.name not in wiring.CHORES:
            return Again(timedelta(days=1), "not wired any more")
        path, every = wiring.CHORES[row.name]
        try:
            await tools.db(wired(path))
        except Exception as error:
            log.exception("chore failed", chore=row.name)
            return Again(timedelta(seconds=every), f"{type(error).__name__}: {error}")
        return Again(timedelta(seconds=every))


def plan() -> None:
    """Makes a row for every wired chore that has none; doing it again adds nothing."""
    missing = set(wiring.CHORES) - set(Chore.objects.values_list("name", flat=True))
    Chore.objects.bulk_create(
        [Chore(name=name, due_at=clock.now()) for name in sorted(missing)], ignore_conflicts=True
    )


KIND = Chores()
