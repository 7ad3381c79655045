"""Other servers write to the real web process while the real worker applies what they said.

`python -m manyvoices.bench.arriving.receiving SIZE PEOPLE`, in a data folder and on a database given by the environment;
prints one JSON line a variant.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from manyvoices.bench.apart.processes import Process, Usage, peak_mb, processor_seconds, product, until
from manyvoices.bench.arriving.sender import Answered
from manyvoices.bench.crowd.front import Front, running
from manyvoices.bench.pushing.far import far_away

WORKER = "manyvoices.serve.worker"
CONNECTIONS = 16
SERVERS = 50
TAKEN = 202


@dataclass(frozen=True)
class Run:
    """What was sent and answered; `applied` is the usage until the last activity had been applied."""

    answered: Sequence[Answered]
    seconds: float
    applied: Usage
    peak: float

    @property
    def taken(self) -> list[float]:
        """How long those waited that were taken, in milliseconds."""
        return [wait * 1000 for status, wait in self.answered if status == TAKEN]


def main() -> None:
    """Every variant, with the limit."""
    size, people = int(sys.argv[1]), int(sys.argv[2])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    with far_away(SERVERS) as far:
        for line in measurements(size, people, far.origins):
            print(json.dumps(line), flush=True)


def measurements(size: int, people: int, origins: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Replies, follows, and replies among forged ones, `size` of each; the people live on servers that answer."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.bench.arriving import ground  # noqa: PLC0415
    from manyvoices.bench.arriving.limit import limit  # noqa: PLC0415
    from manyvoices.bench.writes.ground import make_writer, voice_of  # noqa: PLC0415

    voice = voice_of(make_writer())
    writers, note = ground.make_writers(people, origins), ground.make_note(voice)
    replies = list(ground.creates(writers, note, size))
    some, forged = ground.creates(writers, note, size // 4), ground.forgeries(writers, note, size)
    variants = {
        "create": replies,
        "follow": list(ground.follows(writers, voice, size)),
        "create-beside-forged": _mixed(ours=some, forged=forged),
    }
    bare = limit(size, replies[0].partition(b"\r\n\r\n")[2].decode())
    with running("manyvoices.settings") as front, product(WORKER) as worker:
        both = Both(front, worker)
        both.take(ground.creates(writers, note, 50))  # every page and statement is loaded by then
        for name, parcels in variants.items():
            yield told(name, both.take(parcels), bare, connection.vendor)


def _mixed(*, ours: Iterable[bytes], forged: Iterable[bytes]) -> list[bytes]:
    """Four forged requests to each honest one."""
    bad = iter(forged)
    return [parcel for honest in ours for parcel in (honest, *(next(bad) for _ in range(4)))]


class Both:
    """The product's two processes."""

    def __init__(self, front: Front, worker: Process) -> None:
        self._front, self._worker = front, worker

    def take(self, parcels: Iterable[bytes]) -> Run:
        """What becomes of `parcels`. Returns when all that was taken has been applied."""
        from manyvoices.federation.models import Received  # noqa: PLC0415 -- needs django.setup()

        with _sender(self._front.port, list(parcels)) as sender:
            used, began, before = self._processor(), time.monotonic(), Received.objects.count()
            said = json.loads(sender.communicate("\n")[0])
        due = Received.objects.filter(due_at__isnull=False)
        until(lambda: not due.exists(), "what arrived to be applied", patience=120)
        took, applied = time.monotonic() - began, Received.objects.count() - before
        usage = Usage(applied, took, self._processor() - used)
        peak = peak_mb(self._front.pid) + peak_mb(self._worker.pid)
        return Run([tuple(one) for one in said["answered"]], said["seconds"], usage, peak)

    def _processor(self) -> float:
        return self._front.processor_seconds() + processor_seconds(self._worker.pid)


def _sender(port: int, parcels: list[bytes]) -> "subprocess.Popen[str]":
    from django.conf import settings  # noqa: PLC0415 -- needs django.setup()

    file = Path(settings.CONFIG.data_dir) / "parcels.json"
    file.write_text(json.dumps([parcel.decode() for parcel in parcels]))
    command = [
        sys.executable,
        "-m",
        "manyvoices.bench.arriving.sender",
        str(port),
        str(CONNECTIONS),
        str(file),
    ]
    pipe = subprocess.PIPE
    sender = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    if sender.stdout:
        sender.stdout.readline()
    return sender


def told(variant: str, run: Run, bare: Usage, database: str) -> dict[str, Any]:
    """The measurement. `rate` counts what was taken; `applied_rate` until the last of it was applied."""
    cuts = statistics.quantiles(run.taken, n=100, method="inclusive")
    rate = len(run.taken) / run.seconds
    return {
        "bench": "inbox",
        "variant": variant,
        "database": database,
        "taken": len(run.taken),
        "refused": len(run.answered) - len(run.taken),
        "rate": round(rate, 1),
        "applied_rate": round(run.applied.rate, 1),
        "cpu_ms": round(run.applied.cpu_ms, 2),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "peak_mb": round(run.peak, 1),
        "limit_rate": round(bare.rate, 1),
        "limit_cpu_ms": round(bare.cpu_ms, 2),
        "of_limit": round(rate / bare.rate, 2),
    }


if __name__ == "__main__":
    main()
