"""A throw-away PostgreSQL server for one run of the tests: own folder, free loopback port, no durability.

`python -m tests.postgres` says whether one can be started here.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg

from manyvoices.serve.tests.clients import free_port

DEBIAN = Path("/usr/lib/postgresql")
NAME = "manyvoices"
WITHIN = 30.0
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
# A killed server leaves what it handed to the system, so a commit must have been handed over; the disk may wait.
CRASHING = ["fsync=off", "synchronous_commit=on", "full_page_writes=off", "max_connections=200"]


def programs() -> Path | None:
    """The folder with initdb and postgres, the newest version where there are several; None without PostgreSQL."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].partition(".")[0]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


class Server:
    """A PostgreSQL server on a cluster in `place`, which has an own folder `data`."""

    def __init__(self, programs: Path, place: Path, who: dict[str, Any], options: list[str]) -> None:
        self._who, self._log = who, place / "log"
        self._port = free_port()
        fixed = [f"port={self._port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={place}"]
        chosen = [part for one in [*fixed, *options] for part in ("-c", one)]
        self._command = [str(programs / "postgres"), "-D", str(place / "data"), *chosen]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"postgresql://{NAME}@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Returns once it answers. Raises RuntimeError when it does not."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stderr=log, **self._who)
        wait_for(self.url, self._process)

    def stop(self) -> None:
        """The fast way: does not wait for clients to leave."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait()

    def crash(self) -> None:
        """`kill -9` of all its processes, then a start on what it had written down."""
        assert self._process is not None, "it does not run"
        backends = psutil.Process(self._process.pid).children()
        self._process.kill()
        self._process.wait()
        for backend in backends:
            with suppress(psutil.NoSuchProcess):
                backend.kill()
        self.start()


@contextmanager
def throwaway() -> Iterator[str | None]:
    """The address of a fresh server, which ends with the block; None where none can run."""
    folder = programs()
    if folder is None:
        yield None
        return
    with cluster(folder, QUICK) as server:
        yield server.url


@contextmanager
def crashing() -> Iterator[Server]:
    """A fresh server that keeps every commit through `crash()`. Raises RuntimeError where none can run."""
    folder = programs()
    if folder is None:
        raise RuntimeError("PostgreSQL is not installed here")
    with cluster(folder, CRASHING) as server:
        yield server


@contextmanager
def cluster(folder: Path, options: list[str]) -> Iterator[Server]:
    """A fresh server with these options, which ends with the block."""
    who = account()
    with tempfile.TemporaryDirectory(prefix="manyvoices-postgresql-") as place:
        if who:
            shutil.chown(place, who["user"], who["group"])
        create(folder, Path(place) / "data", who)
        server = Server(folder, Path(place), who, options)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def account() -> dict[str, Any]:
    """Under which account the server runs: initdb refuses root, so root lends it an unprivileged one."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("there is neither an account postgres nor nobody to run PostgreSQL as")


def create(folder: Path, data: Path, who: dict[str, Any]) -> None:
    """Make the cluster. Raises CalledProcessError after showing what initdb says."""
    options = ["-A", "trust", "-U", NAME, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    command = [str(folder / "initdb"), "-D", str(data), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=data.parent, **who)


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> str:
    """The address once it answers. Raises RuntimeError when the server ends or does not answer in time."""
    until = time.monotonic() + WITHIN
    while server.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return url
    raise RuntimeError("the PostgreSQL server for the tests did not start")


if __name__ == "__main__":
    with throwaway() as started:
        print(f"PostgreSQL answers at {started}" if started else "There is no PostgreSQL here.")
