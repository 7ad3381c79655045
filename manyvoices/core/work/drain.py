"""One batch of one kind: claim, handle, record. The seam at which work moves to other machines one day."""

import structlog

from manyvoices.core import clock
from manyvoices.core.work.claiming import claim, record
from manyvoices.core.work.kinds import Again, Answer, Kind, R, Tools
from manyvoices.core.work.pacing import back_off

log = structlog.get_logger()


async def drain(kind: Kind[R], tools: Tools, limit: int | None = None) -> int:
    """Handles at most `limit` due rows of `kind` and returns how many it took; 0 means nothing is due."""
    rows = await tools.db(claim, kind, tools.worker, limit or kind.limit, clock.now())
    if not rows:
        return 0
    answers: dict[int, Answer] = {}
    try:
        answers.update(await kind.handle(rows, tools))
    except Exception as error:
        log.exception("work failed", kind=type(kind).__name__, rows=[row.pk for row in rows])
        answers.update(
            {row.pk: Again(back_off(row.attempts), f"{type(error).__name__}: {error}") for row in rows}
        )
    if answers:
        await tools.db(record, kind, rows, answers, tools.worker, clock.now())
    return len(rows)
