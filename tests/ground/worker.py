"""A real worker process for tests of crashes: `python -m tests.ground.worker KIND [MORE…]`.

KIND is a dotted path to a class of kind that takes a Timing: the product's own, or its broken twin. MORE are paths of
kinds that are ready, as in wiring.WORK. It is told where it
works by the environment, like the product's worker, and ends with the process that started it.
"""

import asyncio
import signal
import sys
from datetime import timedelta

import uvloop
from django.utils.module_loading import import_string

from manyvoices.serve.lifeline import end_with_supervisor
from tests.ground.faketime import sleep_by_select
from tests.ground.opening import open_ground


async def work(path: str, *more: str) -> None:
    """Run the engine until SIGTERM, looking often."""
    from manyvoices.core.work import loop  # noqa: PLC0415 -- models exist only after django.setup()
    from manyvoices.publishing.work.timing import Timing  # noqa: PLC0415

    loop.BEAT, loop.IDLE = 0.2, 0.05
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    quick = Timing(start_within=timedelta(seconds=1), longest=timedelta(seconds=20), first_wait=0.1)
    kind = import_string(path)(quick)
    kind.limit, kind.parallel = 3, 2
    await loop.run(stop, [kind, *(import_string(one) for one in more)])


if __name__ == "__main__":
    end_with_supervisor()
    sleep_by_select()
    open_ground()
    uvloop.run(work(*sys.argv[1:]))
