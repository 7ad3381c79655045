"""Saves a draft again and again, as the composer does, and measures each time how long that took.

`python -m manyvoices.bench.writes.writer VARIANT SECONDS`, in a data folder given by the environment; prints JSON.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from manyvoices.people.models import Person

# More than a worker without rest sends in the seconds that are measured, so that it never runs dry.
DUE = 1500
RESTS = {"beside-worker": "0.010", "beside-worker-without-rest": "0"}
PAUSE = 0.01  # seconds between two writes: people type, and one process answers them
WARM_UP = 2.0


def main() -> None:
    """Measures one variant."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from manyvoices.bench.writes.ground import make_due, make_writer  # noqa: PLC0415 -- needs django.setup()

    variant, seconds = sys.argv[1], float(sys.argv[2])
    writer = make_writer()
    make_due(writer, DUE if variant in RESTS else 0)
    with worker_beside(variant):
        before, began, used = handled(), time.monotonic(), time.process_time()
        waits = list(write_for(seconds, writer))
        took, used, done = time.monotonic() - began, time.process_time() - used, handled() - before
    if variant in RESTS and before + done == DUE:
        sys.exit("The worker ran dry: it was not saturated, so this measures nothing. Raise DUE.")
    print(json.dumps(report(variant, waits, took=took, used=used, done=done)))


@contextmanager
def worker_beside(variant: str) -> Iterator[None]:
    """The variant's worker at work, and at rest again afterwards; none for "alone"."""
    if variant not in RESTS:
        yield
        return
    command = [sys.executable, "-m", "manyvoices.bench.writes.worker", RESTS[variant]]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        while not handled():
            time.sleep(0.05)
            if process.poll() is not None:
                sys.exit("The worker of the bench ended before it had sent anything; its output is above.")
        time.sleep(WARM_UP)
        yield
        process.terminate()


def write_for(seconds: float, writer: "Person") -> Iterator[float]:
    """The duration of each write, in seconds."""
    from manyvoices.bench.writes.ground import voice_of, write  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.publishing.actions.start_draft import start_draft  # noqa: PLC0415

    post = start_draft(actor=writer, voice=voice_of(writer))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.perf_counter()
        post = write(writer, post, f"words {post.revision}")
        yield time.perf_counter() - began
        time.sleep(PAUSE)


def handled() -> int:
    """How many deliveries the worker has sent so far."""
    from manyvoices.publishing.models import Delivery, State  # noqa: PLC0415 -- needs django.setup()

    return Delivery.objects.filter(state=State.SENT).count()


def report(variant: str, waits: list[float], *, took: float, used: float, done: int) -> dict[str, Any]:
    """The measurement. `took` seconds by the clock and `used` by the processor; the worker sent `done` posts meanwhile."""
    cuts = statistics.quantiles((wait * 1000 for wait in waits), n=100, method="inclusive")
    return {
        "bench": "web_writes",
        "variant": variant,
        "database": "sqlite",
        "writes": len(waits),
        "rate": round(len(waits) / took, 1),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "p99_ms": round(cuts[98], 1),
        "max_ms": round(max(waits) * 1000, 1),
        "cpu_ms": round(1000 * used / len(waits), 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "worker_rate": round(done / took, 1),
    }


if __name__ == "__main__":
    main()
