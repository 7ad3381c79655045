"""Many threads, each with a connection of its own, claim the same due rows: `python -m tests.ground.claiming` prints JSON."""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import django

THREADS, ROWS = 8, 300
Claim = Callable[[int], list[int]]


def race(take: Claim) -> dict[str, int]:
    """How many rows there were, how many were taken, and how many by two."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.core import clock  # noqa: PLC0415
    from manyvoices.core.models import Chore  # noqa: PLC0415

    Chore.objects.all().delete()
    Chore.objects.bulk_create([Chore(name=str(number), due_at=clock.now()) for number in range(ROWS)])
    taken: list[int] = []
    start = threading.Barrier(THREADS)

    def work(worker: int) -> None:
        start.wait()
        while ids := take(worker):
            taken.extend(ids)
        connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(1, THREADS + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    count = Counter(taken)
    return {"rows": ROWS, "taken": len(count), "twice": sum(1 for times in count.values() if times > 1)}


def ours(worker: int) -> list[int]:
    """The engine's claim."""
    from manyvoices.core import clock  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.core.chores import KIND  # noqa: PLC0415
    from manyvoices.core.work.claiming import claim  # noqa: PLC0415

    return [row.pk for row in claim(KIND, worker, 7, clock.now())]


def twin(worker: int) -> list[int]:
    """Looks first and takes then: two may see the same free rows."""
    from manyvoices.core import clock  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.core.chores import KIND  # noqa: PLC0415
    from manyvoices.core.models import Chore  # noqa: PLC0415

    now: datetime = clock.now()
    ids = list(KIND.takeable(now).values_list("pk", flat=True)[:7])
    time.sleep(0.001)
    Chore.objects.filter(pk__in=ids).update(taken_by=worker)
    return ids


def main() -> None:
    """Makes the one table that is needed and runs both."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.core.models import Chore  # noqa: PLC0415

    with connection.schema_editor() as editor:
        editor.create_model(Chore)
    print(json.dumps({"ours": race(ours), "twin": race(twin)}))


if __name__ == "__main__":
    main()
