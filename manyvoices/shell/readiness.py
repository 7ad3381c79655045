"""Whether the installation does its work: a worker that beats, and nothing that has been due for long."""

from collections.abc import Iterator
from datetime import timedelta

from manyvoices import wiring
from manyvoices.core import clock
from manyvoices.core.models import Worker
from manyvoices.core.wired import wired

SILENT_AFTER = timedelta(seconds=30)
LATE_AFTER = timedelta(seconds=60)


def unready() -> Iterator[tuple[str, str]]:
    """Pairs of place and sentence: what does not work now. Reads the database, changes nothing."""
    yield from _worker()
    yield from _late_work()


def _worker() -> Iterator[tuple[str, str]]:
    newest = Worker.objects.order_by("-beat_at").first()
    if newest is None:
        yield "worker", "No worker runs: nothing is published or delivered. Start Manyvoices."
    elif clock.now() - newest.beat_at > SILENT_AFTER:
        seconds = (clock.now() - newest.beat_at).total_seconds()
        yield "worker", f"The worker gave its last sign of life {seconds:.0f} s ago. Restart Manyvoices."


def _late_work() -> Iterator[tuple[str, str]]:
    for name, path in wiring.WORK.items():
        # Asked like a worker asks: what waits for a person, a pause or an elder is not late.
        late = wired(path).takeable(clock.now() - LATE_AFTER).count()
        if late:
            yield name, f"{late} are due for over {LATE_AFTER.total_seconds():.0f} s and nobody takes them."
