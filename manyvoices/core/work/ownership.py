"""Who is alive: a worker holds a lock for life, and only a free lock says that it is dead.

A lease alone doubles work when a machine sleeps and wakes: the sleeper believes it still owns what others took.
"""

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.db import connection, connections


class LifeLock(Protocol):
    """Held from the start of a worker to its end, however it ends."""

    def still_held(self) -> bool:
        """False when the lock was lost while the process lives; the worker must stop at once."""

    def release(self) -> None:
        """Gives the lock back at a regular end."""


def hold(worker: int) -> LifeLock:
    """Takes the life lock of a new worker."""
    return _AdvisoryLock(worker) if connection.vendor == "postgresql" else _FileLock(worker)


def dead_among(workers: Iterable[int]) -> list[int]:
    """Those of `workers` whose lock nobody holds."""
    is_free = _advisory_is_free if connection.vendor == "postgresql" else _file_is_free
    return [worker for worker in workers if is_free(worker)]


class _FileLock:
    def __init__(self, worker: int) -> None:
        path = _path(worker)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        self._path = path
        self._file: IO[str] = path.open("w", encoding="ascii")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def still_held(self) -> bool:
        return self._path.exists()

    def release(self) -> None:
        self._path.unlink(missing_ok=True)
        self._file.close()


class _AdvisoryLock:
    """A session lock on a connection of its own, which nothing else uses, so that it lives as long as the process."""

    def __init__(self, worker: int) -> None:
        self._connection = connections.create_connection("default")
        self._worker = worker
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [worker])

    def still_held(self) -> bool:
        try:
            with self._connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except Exception:  # whatever broke it, the lock went with the connection
            return False
        return True

    def release(self) -> None:
        self._connection.close()


def _path(worker: int) -> Path:
    folder: Path = settings.CONFIG.data_dir / "workers"
    return folder / f"{worker}.lock"


def _file_is_free(worker: int) -> bool:
    try:
        handle = os.open(_path(worker), os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def _advisory_is_free(worker: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [worker])
        free = bool(cursor.fetchone()[0])
        if free:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [worker])
    return free
