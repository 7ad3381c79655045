"""Events stream in while the worker decides and a lead looks.

`python -m manyvoices.bench.flowing.taking MINUTES A_MINUTE RESPONDERS`, in a data folder and on a database given by the
environment; prints one JSON line.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import django
from django.core.management import call_command

from manyvoices.bench.apart.processes import processor_seconds, product, until
from manyvoices.bench.crowd.front import Front, running
from manyvoices.bench.flowing.sending import TAKEN, Sender

WORKER = "manyvoices.serve.worker"
EMAIL, PASSWORD = "bo@bench.example", "measured, never guessed"
PATIENCE = 300.0


def main() -> None:
    """Measure once."""
    minutes, a_minute, responders = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    print(json.dumps(_measured(minutes, a_minute, responders)), flush=True)


def _measured(minutes: float, a_minute: int, responders: int) -> dict[str, Any]:
    from manyvoices.bench.ingesting.ground import make_organisation  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.conversations.actions.make_webhook import make_webhook  # noqa: PLC0415
    from manyvoices.people.models import Person  # noqa: PLC0415

    units = make_organisation(responders)
    lead = Person.objects.get(name="Bo")
    doors = [make_webhook(actor=lead, unit=unit, name=f"Door of {unit.name}") for unit in units]
    with running("manyvoices.settings") as front, product(WORKER) as worker:
        front.sign_in(EMAIL, PASSWORD)
        front.get("/inbox/")
        used, began = processor_seconds(front.pid) + processor_seconds(worker.pid), time.monotonic()
        sender = Sender(front.port, doors, a_minute)
        with _looking(front) as waits:
            sender.send(60 * minutes)
            flowed = time.monotonic() - began
            until(_all_decided, "what arrived to be decided", patience=PATIENCE, every=0.2)
        took = time.monotonic() - began
        used = processor_seconds(front.pid) + processor_seconds(worker.pid) - used
    return {
        "bench": "flow",
        **_became(sender),
        "minutes": round(flowed / 60, 2),
        "behind_s": round(took - flowed, 1),
        "cpu_ms": round(1000 * used / max(1, len(sender.acknowledged)), 2),
        "pages": len(waits),
        "page_p50_ms": round(_cut(waits, 50), 1),
        "page_p95_ms": round(_cut(waits, 95), 1),
    }


@contextmanager
def _looking(front: Front) -> Iterator[list[float]]:
    """The lead opens the inbox once a second; how long each took, in milliseconds."""
    waits: list[float] = []
    over = Event()

    def look() -> None:
        while not over.wait(1.0):
            began = time.monotonic()
            front.get("/inbox/")
            waits.append(1000 * (time.monotonic() - began))

    eyes = Thread(target=look)
    eyes.start()
    try:
        yield waits
    finally:
        over.set()
        eyes.join()


def _all_decided() -> bool:
    from manyvoices.conversations.models import Message  # noqa: PLC0415 -- needs django.setup()

    return not Message.objects.exclude(due_at=None).exists()


def _became(sent: Sender) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.conversations.models import Assignment, Conversation, Message, ReplyDue  # noqa: PLC0415

    stored = Message.objects.values_list("remote_id", flat=True)
    there = {name.rpartition(":")[2] for name in stored if name}
    complaints = Conversation.objects.filter(owner=None, kind="complaint")
    given = Assignment.objects.filter(ended_at=None).values("conversation")
    promised = ReplyDue.objects.filter(ended_at=None).values("conversation")
    decided = Message.objects.exclude(done_at=None).values_list("stored_at", "done_at")
    waited = [(done - stored).total_seconds() for stored, done in decided if done]
    return {
        "database": connection.vendor,
        "acknowledged": len(sent.acknowledged),
        "refused": sum(count for status, count in sent.answered.items() if status != TAKEN),
        "dropped": sum(1 for name in sent.acknowledged if name not in there),
        "doubled": len(stored) - len(there),
        "complaints": complaints.count(),
        "ignored": complaints.exclude(pk__in=given).count() + complaints.exclude(pk__in=promised).count(),
        "decided_p50_s": round(_cut(waited, 50), 2),
        "decided_p95_s": round(_cut(waited, 95), 2),
    }


def _cut(values: list[float], percent: int) -> float:
    """The percentile; 0 for fewer than two values."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else 0.0


if __name__ == "__main__":
    main()
