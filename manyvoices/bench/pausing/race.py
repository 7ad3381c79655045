"""Places a pause while promotions flow, again and again, and looks what arrived after it was confirmed.

`python -m manyvoices.bench.pausing.race NETWORK ROUNDS`, in a data folder and on a database given by the environment;
prints one JSON line.
"""

import json
import os
import socket
import sqlite3
import statistics
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command

from manyvoices.bench.apart.processes import peak_mb, processor_seconds, product, until
from manyvoices.bench.pushing.far import Far, far_away

if TYPE_CHECKING:
    from manyvoices.people.models import Person
    from manyvoices.voices.models import Voice

NETWORKS: dict[str, dict[str, Any]] = {"fast": {}, "slow": {"behaviour": "slow", "before_ms": 300}}
SERVERS, FOLLOWERS = 5, 20
FLOWING = 5  # posts that arrived on the practice network before the pause is placed
AFTERWARDS = 1.0  # seconds in which a leak would show; longer than anything here is under way
STARTING = 180.0  # seconds, on a machine that has other work too
WEB, WORKER = "manyvoices.serve.web", "manyvoices.serve.worker"


@dataclass(frozen=True)
class Round:
    """One pause: how long until it held, what arrived before and after that, and in how many seconds before."""

    confirmed_ms: float
    before: int
    leaks: int
    seconds: float


def main() -> None:
    """Every round, then the measurement."""
    name, rounds = sys.argv[1], int(sys.argv[2])
    os.environ["MANYVOICES_BIND"] = f"127.0.0.1:{_free_port()}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.bench.pausing.writing import practise  # noqa: PLC0415
    from manyvoices.bench.pushing.ground import follow  # noqa: PLC0415
    from manyvoices.bench.writes.ground import make_writer, voice_of  # noqa: PLC0415

    writer = make_writer()
    voice = voice_of(writer)
    practise(writer, voice, NETWORKS[name])
    with far_away(SERVERS) as far, product(WEB), product(WORKER) as worker:
        follow(voice, far.origins, FOLLOWERS, shared=True)
        until(_everybody_is_there, "web and worker to answer", STARTING)
        used = processor_seconds(worker.pid)
        done = [_round(writer, voice, far) for _ in range(rounds)]
        cpu, memory = processor_seconds(worker.pid) - used, peak_mb(worker.pid)
    print(json.dumps(told(name, connection.vendor, done, cpu, memory)))


def told(network: str, database: str, rounds: list[Round], cpu: float, memory: float) -> dict[str, Any]:
    """The measurement. Times are those from the press to "confirmed"."""
    times = [one.confirmed_ms for one in rounds]
    cuts = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    before = sum(one.before for one in rounds)
    return {
        "bench": "pause",
        "network": network,
        "database": database,
        "rounds": len(rounds),
        "rate": round(before / sum(one.seconds for one in rounds), 1),
        "cpu_ms": round(1000 * cpu / before, 1) if before else None,
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "max_ms": round(max(times), 1),
        "peak_mb": memory,
        "arrived_before": before,
        "leaks": sum(one.leaks for one in rounds),
    }


def _everybody_is_there() -> bool:
    from manyvoices.core.models import Worker  # noqa: PLC0415 -- needs django.setup()

    host, _colon, port = os.environ["MANYVOICES_BIND"].partition(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return Worker.objects.exists()


def _round(writer: "Person", voice: "Voice", far: Far) -> Round:
    from manyvoices.bench.pausing.writing import promotions  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.pauses.actions.confirm_pauses import confirm_pauses  # noqa: PLC0415
    from manyvoices.pauses.actions.lift_pause import lift_pause  # noqa: PLC0415
    from manyvoices.pauses.actions.place_pause import place_pause  # noqa: PLC0415

    far.arrivals()
    since, began = time.time(), time.monotonic()
    with promotions(writer, voice):
        until(lambda: len(_accepted(since)) >= FLOWING, "posts to flow")
        placed = time.monotonic()
        pause = place_pause(actor=writer, reason="a train stands still")
        while pause.confirmed_at is None:
            confirm_pauses()
            held = time.monotonic()
            pause.refresh_from_db()
        time.sleep(AFTERWARDS)
    time.sleep(AFTERWARDS)
    confirmed = pause.confirmed_at.timestamp()
    here = [*_accepted(since), *_notes(since)]
    there = far.arrivals()
    lift_pause(actor=writer, pause=pause)
    before = sum(at <= confirmed for at in here) + sum(at <= held for at in there)
    return Round(1000 * (held - placed), before, len(here) + len(there) - before, placed - began)


def _accepted(since: float) -> list[float]:
    """When the practice network accepted something, from its own file."""
    path = Path(os.environ["MANYVOICES_DATA_DIR"]) / "sandbox.sqlite3"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as opened:
        if not opened.execute("SELECT name FROM sqlite_master WHERE name = 'post'").fetchone():
            return []
        rows = opened.execute("SELECT accepted_at FROM post WHERE accepted_at > ?", [since])
        return [at for (at,) in rows]


def _notes(since: float) -> list[float]:
    """When something new stood on our own server."""
    from manyvoices.federation.models import Note  # noqa: PLC0415 -- needs django.setup()

    times = Note.objects.exclude(delivery_key=None).values_list("published_at", flat=True)
    return [at.timestamp() for at in times if at.timestamp() > since]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
