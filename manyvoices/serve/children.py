"""The supervised processes: started, watched, started again when they die, ended in time."""

import logging
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from manyvoices.serve.lifeline import GO

log = logging.getLogger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
# A child that lived this long died of something new: it starts again at once.
STABLE_AFTER = 60.0


@dataclass
class Child:
    """One process, `python -m <module>`. Times are of the monotonic clock, in seconds."""

    name: str
    module: str
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    deaths: int = field(default=0)

    @property
    def pid(self) -> int | None:
        """The process, None while there is none."""
        return self.process.pid if self.process else None

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl+C reaches the supervisor alone.

        Its standard input is the lifeline: it waits there for `go`, and ends when this process does.
        """
        command = [sys.executable, "-m", self.module]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, process_group=0)
        self.started_at = time.monotonic()

    def go(self) -> None:
        """Let the process begin its work. One that is dead already is noticed by `look_after`."""
        if self.process and self.process.stdin:
            with suppress(BrokenPipeError):
                self.process.stdin.write(GO)
                self.process.stdin.flush()

    def look_after(self) -> None:
        """Notice a death; start the process again once its pause is over."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            self._bury(self.process.returncode, now)
        if not self.process and now >= self.start_again_at:
            self.start()
            self.go()

    def kill(self) -> None:
        """End the process at once."""
        if self.process:
            self.process.kill()

    def _bury(self, code: int, now: float) -> None:
        lived = now - self.started_at
        self.deaths = 1 if lived > STABLE_AFTER else self.deaths + 1
        pause = pause_after(self.deaths)
        log.error("the %s process ended (%s); starting it again in %.1f s", self.name, code, pause)
        close_lifeline(self.process)
        self.process = None
        self.start_again_at = now + pause


def pause_after(deaths: int) -> float:
    """Seconds until the next start: doubling, so that a broken child does not occupy the machine."""
    return min(FIRST_PAUSE * 2.0 ** (deaths - 1), LONGEST_PAUSE)


def stop_all(children: Iterable[Child], seconds: float) -> list[str]:
    """Ask every child to finish, wait `seconds` in all, then end the rest. Returns the names of those."""
    running = [(child.name, child.process) for child in children if child.process]
    for _, process in running:
        process.terminate()
    until = time.monotonic() + seconds
    late = [name for name, process in running if not _ended(process, until)]
    for _, process in running:
        process.kill()
        process.wait()
        close_lifeline(process)
    return late


def close_lifeline(process: "subprocess.Popen[bytes] | None") -> None:
    """Close our end; a "go" that a dead process never read is lost with it."""
    if process and process.stdin:
        with suppress(BrokenPipeError):
            process.stdin.close()


def _ended(process: "subprocess.Popen[bytes]", until: float) -> bool:
    try:
        process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return True
