"""A whole installation for a test: the supervisor, web and worker, as a person starts them."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from manyvoices.serve.tests.clients import PATIENCE, free_port
from manyvoices.shell.tests.running import environment


@dataclass
class Installation:
    """A running `manyvoices up` and what it has printed so far."""

    folder: Path
    port: int
    process: "subprocess.Popen[str]"
    printed: list[str]

    def child(self, module: str) -> psutil.Process | None:
        """The process that runs `module`, None while there is none."""
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.Error):  # it may end while we look
                if module in child.cmdline():
                    return child
        return None

    def wait_for_another(self, module: str, than: psutil.Process | None) -> psutil.Process:
        """The process that took the place of `than`, or the first one."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = self.child(module)
            if found and (than is None or found.pid != than.pid):
                return found
            time.sleep(0.05)
        raise AssertionError(f"nothing took the place of {module}")

    def read_until(self, words: str) -> str:
        """The first line printed from now on that contains these words."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line)
            if words in line:
                return line
        raise AssertionError(f"{words!r} was never printed: {''.join(self.printed)}")


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Installation]:
    """An installation that has greeted; ended on leaving, whatever became of it."""
    port = free_port()
    env = environment(folder, MANYVOICES_BIND=f"127.0.0.1:{port}", **settings)
    command = [sys.executable, "-m", "manyvoices", "up"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        installation = Installation(folder, port, process, [])
        try:
            installation.read_until("Stop with Ctrl+C")
            yield installation
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE + 5)
            finally:
                process.kill()
