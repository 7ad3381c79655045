"""The receiver as the bench sees it: many servers, and when something arrived there."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from manyvoices.bench.pushing.receiver import HOST


class Far:
    """A running receiver; `origins` are its servers."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.origins = [f"http://{HOST}:{port}" for port in json.loads(self._line())]

    def arrivals(self) -> list[float]:
        """When something arrived since the last look, by the clock `time.monotonic`, in order."""
        if self._process.stdin:
            self._process.stdin.write("\n")
            self._process.stdin.flush()
        return sorted(json.loads(self._line()))

    def _line(self) -> str:
        return self._process.stdout.readline() if self._process.stdout else ""


@contextmanager
def far_away(servers: int) -> Iterator[Far]:
    """So many servers in one process, which ends with the block."""
    command = [sys.executable, "-m", "manyvoices.bench.pushing.receiver", str(servers)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield Far(process)
        finally:
            process.terminate()
