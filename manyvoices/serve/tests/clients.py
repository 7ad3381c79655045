"""Clients of a standing server: a process to talk to, and sockets that are as slow as a test wants."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

# Seconds until a test gives up on a server that should answer, on a machine that has much else to do.
PATIENCE = 90


def free_port() -> int:
    """A port that nobody uses on this machine."""
    with closing(socket.socket()) as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port


@dataclass
class Standing:
    """A server process and the ways to speak with it."""

    port: int
    process: "subprocess.Popen[bytes]"
    slow: list[socket.socket] = field(default_factory=list)

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        within: float = PATIENCE,
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body of one request. Raises TimeoutError after `within` seconds."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=within)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def open(self, request: bytes) -> socket.socket:
        """A connection on which `request` was sent and nothing read yet."""
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        opened.sendall(request)
        self.slow.append(opened)
        return opened

    def at_work(self) -> int:
        """Requests the front has in hand, without the one that asks."""
        return int(self.ask("/in-flight")[2].split()[0]) - 1

    def wait_for(self, number: int) -> None:
        """Return once `number` requests are in hand."""
        until = time.monotonic() + PATIENCE
        while self.at_work() != number:
            assert time.monotonic() < until, f"{self.at_work()} requests at work instead of {number}"
            time.sleep(0.01)


@contextmanager
def standing(kind: str) -> Iterator[Standing]:
    """A server of that kind, ready; its process is ended on leaving."""
    port = free_port()
    command = [sys.executable, "-m", "manyvoices.serve.tests.standing", kind, str(port)]
    with subprocess.Popen(command) as process:
        server = Standing(port, process)
        try:
            wait_until_ready(server)
            yield server
        finally:
            for opened in server.slow:
                opened.close()
            process.kill()


def wait_until_ready(server: Standing) -> None:
    """Return once the server takes connections. Fails when its process ends first."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.process.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("the server took no connection")
