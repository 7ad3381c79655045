"""Makes the posts, starts the real front, and asks for the public pages and documents one after the other.

`python -m manyvoices.bench.reading.asking POSTS VOICES ROUNDS`, in a data folder and on a database given by the
environment; prints one JSON line a measurement.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import django
from django.core.management import call_command

from manyvoices.bench.apart.processes import peak_mb
from manyvoices.bench.crowd.front import Front, running

BARE = "manyvoices.bench.crowd.bare_settings"
WARM_UP = 3


def main() -> None:
    """Every measurement, the limit first."""
    posts, voices, rounds = (int(number) for number in sys.argv[1:4])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    from manyvoices.bench.crowd.pages import database  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.bench.reading.ground import make_posts  # noqa: PLC0415
    from manyvoices.bench.reading.places import change_something, places  # noqa: PLC0415
    from manyvoices.core import versions  # noqa: PLC0415

    call_command("migrate", verbosity=0, skip_checks=True)
    versions.count_changes()
    newest = make_posts(posts, voices)
    sizes = {"database": database(), "posts": posts}
    with running(BARE) as bare:
        limit = _asked(bare, "/", rounds)
    print(json.dumps(_told("limit", "again", limit, limit, sizes)), flush=True)
    with running("manyvoices.settings") as front:
        for name, path in places(newest):
            for how, first in (("again", None), ("anew", change_something)):
                found = _asked(front, path, rounds, first)
                print(json.dumps(_told(name, how, found, limit, sizes)), flush=True)


def _asked(front: Front, path: str, rounds: int, first: Callable[[], None] | None = None) -> dict[str, float]:
    """Milliseconds of a page that is asked for so often, after `first` each time, and the front's processor time."""
    for _ in range(WARM_UP):
        front.get(path)
    used, waits = front.processor_seconds(), list(_waits(front, path, rounds, first))
    cuts = statistics.quantiles(waits, n=100, method="inclusive")
    cpu = (front.processor_seconds() - used) * 1000 / rounds
    return {"p50_ms": cuts[49], "p95_ms": cuts[94], "cpu_ms": cpu, "peak_mb": peak_mb(front.pid)}


def _waits(front: Front, path: str, rounds: int, first: Callable[[], None] | None) -> Iterator[float]:
    for _ in range(rounds):
        if first is not None:
            first()
        began = time.perf_counter()
        front.get(path)
        yield (time.perf_counter() - began) * 1000


def _told(
    page: str, how: str, found: dict[str, float], limit: dict[str, float], sizes: dict[str, Any]
) -> dict[str, Any]:
    """The measurement. `of_limit` is the share of the limit's rate that is reached."""
    return {
        "bench": "pages",
        "page": page,
        "how": how,
        **sizes,
        "rate": round(1000 / found["p50_ms"], 1),
        **{name: round(value, 2) for name, value in found.items()},
        "limit_rate": round(1000 / limit["p50_ms"], 1),
        "limit_cpu_ms": round(limit["cpu_ms"], 2),
        "of_limit": round(limit["p50_ms"] / found["p50_ms"], 2),
    }


if __name__ == "__main__":
    main()
