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
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from manyvoices.serve.tests.clients import free_port

DEBIAN = Path("/usr/lib/postgresql")
NAME = "manyvoices"
WITHIN = 30.0
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


def programs() -> Path | None:
    """The folder with initdb and postgres, the newest version where there are several; None without PostgreSQL."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].partition(".")[0]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def throwaway() -> Iterator[str | None]:
    """The address of a fresh server, which ends with the block; None where none can run."""
    folder = programs()
    if folder is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="manyvoices-postgresql-") as place:
        data, who = Path(place) / "data", account()
        if who:
            shutil.chown(place, who["user"], who["group"])
        create(folder, data, who)
        port = free_port()
        options = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={place}", *QUICK]
        command = [
            str(folder / "postgres"),
            "-D",
            str(data),
            *[part for one in options for part in ("-c", one)],
        ]
        with (Path(place) / "log").open("wb") as log, subprocess.Popen(command, stderr=log, **who) as server:
            try:
                yield wait_for(f"postgresql://{NAME}@127.0.0.1:{port}/postgres", server)
            finally:
                server.send_signal(signal.SIGINT)  # the fast way: does not wait for clients to leave


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
