"""What a running process has used, as the system tells it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0
CALM = 0.1
Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Usage:
    """So many items in so many seconds by the clock and by the processor."""

    items: int
    seconds: float
    processor: float

    @property
    def rate(self) -> float:
        """Items a second."""
        return self.items / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Processor time an item."""
        return 1000 * self.processor / self.items


def processor_seconds(pid: int) -> float:
    """Of all its threads so far; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until_idle(pid: int) -> None:
    """Returns when it used less than a tenth of a processor for a second: by then it has loaded all that it needs."""
    used = -CALM
    while (now := processor_seconds(pid)) - used >= CALM:
        used = now
        time.sleep(1.0)


def peak_mb(pid: int) -> float:
    """The most memory it held; 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return 0.0
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return round(int(lines["VmHWM"].split()[0]) / 1024, 1)


@contextmanager
def product(module: str, environ: Mapping[str, str] | None = None) -> Iterator[Process]:
    """One of the product's own processes, told to go; it ends with the block."""
    command = [sys.executable, "-m", module]
    own = {**os.environ, **(environ or {})}
    with subprocess.Popen(command, env=own, stdin=subprocess.PIPE, stdout=sys.stderr) as process:
        try:
            if process.stdin:
                process.stdin.write(b"go\n")
                process.stdin.flush()
            yield process
        finally:
            process.terminate()


def until(happened: Callable[[], object], what: str, patience: float = PATIENCE, every: float = 0.05) -> None:
    """Returns when `happened` says so. Raises TimeoutError: a bench that waits for ever measures nothing."""
    end = time.monotonic() + patience
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError(f"the bench waited {patience:.0f} s for {what}")
        time.sleep(every)
