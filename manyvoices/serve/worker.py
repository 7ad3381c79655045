"""The worker process: handles what is due until it is told to stop.

Started by the supervisor as `python -m manyvoices.serve.worker`. Ends on SIGTERM after the batches in hand.
"""

import asyncio
import logging
import os
import signal
import sys

import django
import uvloop

from manyvoices.serve.lifeline import end_with_supervisor
from manyvoices.serve.logs import write_logs
from manyvoices.shell.problems import FAILED

log = logging.getLogger("manyvoices.serve.worker")


async def work() -> None:
    """Run the engine until SIGTERM or SIGINT."""
    from manyvoices.core.work.loop import run  # noqa: PLC0415 -- models exist only after django.setup()

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run(stop)


def main() -> None:
    """Run the worker process. A worker that may not go on says why and ends; the supervisor starts another."""
    may_go = end_with_supervisor()
    write_logs()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    may_go.wait()
    try:
        uvloop.run(work())
    except Exception:
        log.exception("the worker ended")
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
