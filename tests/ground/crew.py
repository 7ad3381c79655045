"""Worker processes, and how they are hurt."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager


class Crew:
    """So many workers, each with these kinds. Whoever dies is replaced at once."""

    def __init__(self, kind: str, size: int, *more: str, settings: Mapping[str, str] | None = None) -> None:
        self._kinds = (kind, *more)
        self._env = {**os.environ, **(settings or {})}
        self._workers = [self._start() for _ in range(size)]

    def pids(self) -> set[int]:
        """The workers that nobody killed."""
        return {worker.pid for worker in self._workers}

    def kill(self, pid: int) -> None:
        """`kill -9`: no clean-up, no last word."""
        os.kill(pid, signal.SIGKILL)
        dead = next(worker for worker in self._workers if worker.pid == pid)
        dead.wait()
        self._workers.remove(dead)
        self._workers.append(self._start())

    @contextmanager
    def asleep(self, pid: int) -> Iterator[None]:
        """The process stands still, like on a machine whose lid was closed.

        Never in the middle of writing to SQLite, whose only lock it would take along; PostgreSQL ends such a transaction.
        """
        os.kill(pid, signal.SIGSTOP)
        try:
            while not _somebody_can_write():
                os.kill(pid, signal.SIGCONT)
                time.sleep(0.01)
                os.kill(pid, signal.SIGSTOP)
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def end(self) -> None:
        """Asks every worker to finish and waits for it."""
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.wait(20)

    def mend(self) -> None:
        """Puts another in the place of each worker that gave up because its database had gone."""
        ended = [worker for worker in self._workers if worker.poll() is not None]
        for worker in ended:
            self._workers.remove(worker)
            self._workers.append(self._start())

    def check(self) -> None:
        """Fails when a worker ended that nobody killed."""
        ended = [worker.returncode for worker in self._workers if worker.poll() is not None]
        assert not ended, f"workers ended by themselves: {ended}"

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.ground.worker", *self._kinds]
        return subprocess.Popen(command, stdin=subprocess.PIPE, env=self._env)


def _somebody_can_write() -> bool:
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    if connection.vendor != "sqlite":
        return True
    own = sqlite3.connect(connection.settings_dict["NAME"], timeout=0.3, isolation_level=None)
    try:
        own.execute("BEGIN IMMEDIATE")
        own.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    finally:
        own.close()
    return True


def until(true: Callable[[], object], seconds: float, what: str) -> None:
    """Returns once `true` says so. Fails after `seconds`, naming `what` was waited for."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"waited {seconds} s in vain for {what}"
        time.sleep(0.01)
