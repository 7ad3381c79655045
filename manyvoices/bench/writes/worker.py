"""The worker of the bench: the product's engine and handlers on a network that answers at once.

`python -m manyvoices.bench.writes.worker REST`, REST being the seconds it rests after a write.
"""

import asyncio
import os
import signal
import sys
from functools import partial

import django
import uvloop

from manyvoices import wiring


async def work(rest: float) -> None:
    """Until SIGTERM, or until the process that measures is gone."""
    from manyvoices.core import chores  # noqa: PLC0415 -- models exist only after django.setup()
    from manyvoices.core.work import loop  # noqa: PLC0415
    from manyvoices.core.work.desk import Desk  # noqa: PLC0415
    from manyvoices.publishing.work.deliveries import Deliveries  # noqa: PLC0415

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), stop.set)  # its end is the end of the bench
    await loop.run(stop, [chores.KIND, Deliveries()], partial(Desk, rest))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    wiring.NETWORKS = {**wiring.NETWORKS, "native": "manyvoices.bench.writes.instant.make"}
    django.setup()
    uvloop.run(work(float(sys.argv[1])))
