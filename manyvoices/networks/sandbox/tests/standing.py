"""The practice network in a process of its own, behind the real front, and a look into what it accepted.

Run as `python -m manyvoices.networks.sandbox.tests.standing PORT FILE`.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvloop

from manyvoices.networks.sandbox.adapter import PREFIX
from manyvoices.networks.sandbox.connect import token_for
from manyvoices.networks.sandbox.server import SandboxServer
from manyvoices.serve.asgi import Environ
from manyvoices.serve.bridge import Bridge
from manyvoices.serve.front import Front
from manyvoices.serve.tests.clients import Standing, free_port, wait_until_ready
from manyvoices.serve.web import serve

SECRET = "the installation's secret"


@dataclass(frozen=True)
class Network:
    """A practice network that runs elsewhere."""

    port: int
    file: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, address: str) -> str:
        """What an account's channel keeps as its secret."""
        return token_for(SECRET, address)

    def accepted(self) -> list[tuple[str, float]]:
        """Key and time of everything that was ever accepted, in order: the count that no worker can talk away."""
        with closing(sqlite3.connect(self.file)) as opened:
            if not opened.execute("SELECT name FROM sqlite_master WHERE name = 'post'").fetchone():
                return []  # nobody has asked it anything yet
            return list(opened.execute("SELECT key, accepted_at FROM post ORDER BY number"))


@contextmanager
def practice_network(folder: Path) -> Iterator[Network]:
    """A running practice network; its process is ended on leaving."""
    network = Network(free_port(), folder / "sandbox.sqlite3")
    command = [sys.executable, "-m", __name__, str(network.port), str(network.file)]
    with subprocess.Popen(command) as process:
        try:
            wait_until_ready(Standing(network.port, process))
            yield network
        finally:
            end(process)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ends it politely; a process that does not listen must not outlive its test."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def _nothing(_environ: Environ, start_response: object) -> list[bytes]:
    raise AssertionError("only the practice network is asked here")


def main() -> None:
    """Serve until SIGTERM."""
    port, file = int(sys.argv[1]), Path(sys.argv[2])
    server = SandboxServer(path=file, secret=SECRET, prefix=PREFIX)
    front = Front(Bridge(_nothing), mounts={PREFIX: server}, hosts={"127.0.0.1"})
    uvloop.run(serve(front, "127.0.0.1", port))


if __name__ == "__main__":
    main()
