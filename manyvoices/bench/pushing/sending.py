"""Releases one post and waits until the product's worker has brought it to every inbox.

`python -m manyvoices.bench.pushing.sending INBOXES SERVERS FOLLOWERS SHARED_SERVERS`, in a data folder and on a database
given by the environment; prints one JSON line a variant.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command

from manyvoices.bench.apart.processes import (
    Usage,
    peak_mb,
    processor_seconds,
    product,
    until,
    until_idle,
)
from manyvoices.bench.pushing.far import Far, far_away
from manyvoices.bench.pushing.limit import limit

if TYPE_CHECKING:
    from manyvoices.people.models import Person

WORKER = "manyvoices.serve.worker"


@dataclass(frozen=True)
class Variant:
    """So many followers on so many servers, with a shared inbox each or everybody with their own."""

    name: str
    followers: int
    servers: int
    shared: bool


@dataclass(frozen=True)
class Run:
    """What was measured of the product, and when the post was released."""

    usage: Usage
    waits: Sequence[float]
    peak: float
    body: bytes


def main() -> None:
    """Every variant, with its limit."""
    inboxes, servers, followers, shared_servers = (int(number) for number in sys.argv[1:5])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from manyvoices.bench.writes.ground import make_writer  # noqa: PLC0415 -- needs django.setup()

    writer = make_writer()
    for variant in (
        Variant("separate-inboxes", inboxes, servers, shared=False),
        Variant("shared-inboxes", followers, shared_servers, shared=True),
    ):
        with far_away(variant.servers) as far:
            print(json.dumps(one(variant, far, writer)), flush=True)


def one(variant: Variant, far: Far, writer: "Person") -> dict[str, Any]:
    """The measurement of a variant: first the product, then its limit on the same inboxes."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.bench.pushing.ground import follow  # noqa: PLC0415
    from manyvoices.bench.writes.ground import voice_of  # noqa: PLC0415

    urls = follow(voice_of(writer), far.origins, variant.followers, shared=variant.shared)
    run = pushed(writer, far, len(urls))
    bare = limit(urls, run.body)
    return told(variant, run, bare, connection.vendor)


def pushed(writer: "Person", far: Far, expected: int) -> Run:
    """One post, released when the worker has nothing else to do."""
    from manyvoices.bench.writes.ground import make_due  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.core.models import Worker  # noqa: PLC0415
    from manyvoices.federation.models import Dispatch  # noqa: PLC0415
    from manyvoices.federation.work.letters import letter  # noqa: PLC0415

    done = Dispatch.objects.filter(done_at__isnull=False)
    with product(WORKER) as worker:
        until(Worker.objects.filter(pid=worker.pid).exists, "the worker")
        until_idle(worker.pid)
        before, used = done.count(), processor_seconds(worker.pid)
        released = time.monotonic()
        make_due(writer, 1)
        until(lambda: done.count() >= before + expected, "the post to arrive everywhere", every=0.2)
        used = processor_seconds(worker.pid) - used
        peak = peak_mb(worker.pid)
    arrivals = far.arrivals()
    if len(arrivals) != expected:
        sys.exit(f"{expected} inboxes, and {len(arrivals)} letters arrived: this measures nothing.")
    usage = Usage(expected, arrivals[-1] - arrivals[0], used)
    body = letter(done.select_related("voice__actor_key", "note__voice").latest("id")).body
    return Run(usage, [at - released for at in arrivals], peak, body)


def told(variant: Variant, run: Run, bare: Usage, database: str) -> dict[str, Any]:
    """The measurement. `of_limit` compares rates; the waits are those from the release to the arrival."""
    cuts = statistics.quantiles((wait * 1000 for wait in run.waits), n=100, method="inclusive")
    return {
        "bench": "push",
        "variant": variant.name,
        "database": database,
        "deliveries": run.usage.items,
        "servers": variant.servers,
        "rate": round(run.usage.rate, 1),
        "cpu_ms": round(run.usage.cpu_ms, 2),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "peak_mb": run.peak,
        "limit_rate": round(bare.rate, 1),
        "limit_cpu_ms": round(bare.cpu_ms, 2),
        "of_limit": round(run.usage.rate / bare.rate, 2),
    }


if __name__ == "__main__":
    main()
