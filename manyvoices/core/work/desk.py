"""The worker's one thread for the database: short turns, and on SQLite a rest after each so that the web gets its turn."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

from manyvoices.core.connections import leave_old_connections

P = ParamSpec("P")
T = TypeVar("T")

# Without the rest, web writes waited 0.8-1.7 s at the median behind a busy worker; with it, p99 was 35 ms.
SQLITE_REST = 0.010
# Serialisation failure and deadlock: the transaction left nothing behind and may succeed when tried again.
UNDONE = frozenset({"40001", "40P01"})
AGAIN = 5


class Desk:
    """Call it like `await desk(function, argument)`; the function runs in the database thread, in order of calls."""

    def __init__(self, rest: float = SQLITE_REST) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._rest = rest

    def __call__(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """The result of `do`; its exceptions come through."""
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._thread, self._turn, partial(do, *args, **kwargs))

    def close(self) -> None:
        """Waits for the turn that runs and closes the thread's connection."""
        self._thread.submit(_close)
        self._thread.shutdown()

    def _turn(self, do: Callable[[], T]) -> T:
        leave_old_connections()
        before = _changes()
        try:
            return _tried(do)
        finally:
            if _changes() != before:
                time.sleep(self._rest)


def _tried(do: Callable[[], T]) -> T:
    """What `do` returns. A transaction that PostgreSQL undid because of another one is begun anew.

    Only what is in the database is repeated: no function at the desk calls a network.
    """
    for _ in range(AGAIN):
        try:
            return do()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in UNDONE:
                raise
            time.sleep(random.uniform(0.005, 0.05))  # noqa: S311 -- two that met must not meet again
    return do()


def _close() -> None:
    # A function, so that `connection` is looked up in the database thread and not in the one that closes the desk.
    connection.close()


def _changes() -> int:
    """How many rows this SQLite connection has written so far; 0 on PostgreSQL, whose writers do not wait in line."""
    if connection.vendor != "sqlite" or connection.connection is None:
        return 0
    written: int = connection.connection.total_changes
    return written
