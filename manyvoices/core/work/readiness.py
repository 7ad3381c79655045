"""Whether the installation does its work: a worker that beats, and nothing that has been due for long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices import wiring
from manyvoices.core import clock
from manyvoices.core.models import Worker
from manyvoices.core.wired import wired

SILENT_AFTER = timedelta(seconds=30)
LATE_AFTER = timedelta(seconds=60)
RECENT = timedelta(days=7)


@dataclass(frozen=True)
class Backlog:
    """How one kind of work stands: rows that may be taken now, those late, and those given up within a week."""

    kind: str
    waiting: int
    late: int
    given_up: int


def unready() -> Iterator[tuple[str, str]]:
    """Pairs of place and sentence: what does not work now. Reads the database, changes nothing."""
    yield from _worker()
    yield from _late_work()


def backlogs() -> list[Backlog]:
    """Every kind of work, asked like a worker asks: what waits for a person, a pause or an elder does not count."""
    now = clock.now()
    found = []
    for name, path in wiring.WORK.items():
        kind = wired(path)
        given_up = kind.model._default_manager.filter(dead_at__gt=now - RECENT).count()
        late = kind.takeable(now - LATE_AFTER).count()
        found.append(Backlog(name, kind.takeable(now).count(), late, given_up))
    return found


def _worker() -> Iterator[tuple[str, str]]:
    newest = Worker.objects.order_by("-beat_at").first()
    if newest is None:
        yield "worker", _("No worker runs: nothing is published or delivered. Start Manyvoices.")
    elif clock.now() - newest.beat_at > SILENT_AFTER:
        seconds = int((clock.now() - newest.beat_at).total_seconds())
        yield (
            "worker",
            _("The worker gave its last sign of life %(seconds)s s ago. Restart Manyvoices.")
            % {"seconds": seconds},
        )


def _late_work() -> Iterator[tuple[str, str]]:
    for name, path in wiring.WORK.items():
        late = wired(path).takeable(clock.now() - LATE_AFTER).count()
        if late:
            said = ngettext(
                "%(late)s is due for over %(limit)s s and nobody takes it.",
                "%(late)s are due for over %(limit)s s and nobody takes them.",
                late,
            )
            yield name, said % {"late": late, "limit": int(LATE_AFTER.total_seconds())}
