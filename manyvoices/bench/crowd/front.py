"""The real web process of the bench, and somebody with a cookie jar who asks it."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from manyvoices.bench.apart.processes import processor_seconds

WITHIN = 30.0
HOST = "127.0.0.1"


class Front:
    """A running web process, asked over one connection that stays open."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self._process, self.port = process, port
        self._connection = http.client.HTTPConnection(HOST, port, timeout=WITHIN)
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> str:
        """The page. Raises RuntimeError for anything but 200: a bench of error pages measures nothing."""
        status, text = self._ask("GET", path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}: {text[:300]}")
        return text

    def sign_in(self, email: str, password: str) -> None:
        """As a person does it. Raises RuntimeError when it fails."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/sign-in"))
        typed = {"csrfmiddlewaretoken": token[1] if token else "", "login": email, "password": password}
        status, text = self._ask("POST", "/sign-in", urlencode(typed))
        if status != 302:
            raise RuntimeError(f"nobody could sign in: {status} {text[:300]}")

    def processor_seconds(self) -> float:
        """What the web process has used so far, all its threads; 0 where the system does not say."""
        return processor_seconds(self.pid)

    @property
    def pid(self) -> int:
        """The web process."""
        return self._process.pid

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": self._origin + path}
        self._connection.request(method, path, body=body or None, headers=headers)
        answer = self._connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        return answer.status, answer.read().decode()

    @property
    def _origin(self) -> str:
        return f"http://{HOST}:{self.port}"


@contextmanager
def running(settings_module: str) -> Iterator[Front]:
    """The web process with these settings on a free port of this machine; it ends with the block."""
    port = _free_port()
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings_module,
        "MANYVOICES_BIND": f"{HOST}:{port}",
    }
    command = [sys.executable, "-m", "manyvoices.serve.web"]
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=sys.stderr) as process:
        try:
            if process.stdin:
                process.stdin.write(b"go\n")
                process.stdin.flush()
            _wait_for(port, process)
            yield Front(process, port)
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + WITHIN
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the web process of the bench did not start; its output is above")
