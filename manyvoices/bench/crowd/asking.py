"""Makes the crowd, starts the real front, and asks for its pages one after the other.

`python -m manyvoices.bench.crowd.asking PEOPLE UNITS VOICES ROUNDS`, in a data folder and on a database given by the
environment; prints one JSON line a page.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from typing import Any

import django
from django.core.management import call_command

from manyvoices.bench.crowd.front import Front, running

BARE = "manyvoices.bench.crowd.bare_settings"
WARM_UP = 3


def main() -> None:
    """Every measurement, the limit first."""
    people, units, voices, rounds = (int(number) for number in sys.argv[1:5])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from manyvoices.bench.crowd.ground import EMAIL, PASSWORD, make_organisation  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.bench.crowd.pages import database, pages, queries  # noqa: PLC0415

    ada = make_organisation(people=people, units=units, voices=voices)
    sizes = {"database": database(), "people": people, "units": units, "voices": voices}
    with running(BARE) as bare:
        limit = asked(bare, "/", rounds)
    print(json.dumps(told("limit", limit, 1, limit, sizes)), flush=True)
    with running("manyvoices.settings") as front:
        front.sign_in(EMAIL, PASSWORD)
        for name, path in pages():
            measured = asked(front, path, rounds)
            print(json.dumps(told(name, measured, queries(ada, path), limit, sizes)), flush=True)


def asked(front: Front, path: str, rounds: int) -> dict[str, float]:
    """Times in milliseconds of a page that is asked for so often, and the front's processor time for each."""
    for _ in range(WARM_UP):
        front.get(path)
    used, waits = front.processor_seconds(), list(_waits(front, path, rounds))
    cuts = statistics.quantiles(waits, n=100, method="inclusive")
    cpu = (front.processor_seconds() - used) * 1000 / rounds
    return {"p50_ms": cuts[49], "p95_ms": cuts[94], "max_ms": max(waits), "cpu_ms": cpu}


def told(
    page: str, measured: dict[str, float], queries: int, limit: dict[str, float], sizes: dict[str, Any]
) -> dict[str, Any]:
    """The measurement. `of_limit` is how many times the processor time of the limit the page takes."""
    rounded = {name: round(value, 1) for name, value in measured.items()}
    return {
        "bench": "people",
        "page": page,
        **sizes,
        "rate": round(1000 / measured["p50_ms"], 1),
        **rounded,
        "queries": queries,
        "limit_p50_ms": round(limit["p50_ms"], 1),
        "limit_cpu_ms": round(limit["cpu_ms"], 1),
        "of_limit": round(measured["cpu_ms"] / limit["cpu_ms"], 1) if limit["cpu_ms"] else None,
    }


def _waits(front: Front, path: str, rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        began = time.perf_counter()
        front.get(path)
        yield (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
