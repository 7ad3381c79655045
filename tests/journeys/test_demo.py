"""The demo as a person starts it: quickly, again, beside a real installation, and gone without a trace."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from manyvoices.serve.tests.clients import free_port
from manyvoices.shell.tests.running import environment, manyvoices
from tests.visitor import Visitor

pytestmark = pytest.mark.long
PATIENCE = 90.0
LINK = re.compile(r"(http://localhost:\d+)/demo/\S+")


class Demo:
    """A running demo, and what it printed."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.printed = ""
        assert process.stdout is not None
        for line in process.stdout:
            self.printed += line
            if "Stop with Ctrl+C" in line:
                return
        raise AssertionError(self.printed)

    @property
    def link(self) -> str:
        found = LINK.search(self.printed)
        assert found, self.printed
        return found[0]

    @property
    def origin(self) -> str:
        return self.link.partition("/demo/")[0]

    def end(self) -> int:
        """Ctrl+C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def running(data: Path, *options: str) -> Iterator[Demo]:
    command = [sys.executable, "-m", "manyvoices", "demo", *options]
    with subprocess.Popen(command, env=environment(data), stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Demo(process)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_listening(port: int) -> bool:
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


def test_it_starts_again_as_it_was_and_leaves_nothing(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    began = time.monotonic()
    with running(data, "--port", str(port)) as demo:
        print(f"first start of the demo: {time.monotonic() - began:.1f} s")
        assert "made in" in demo.printed
        wall = Visitor(demo.origin).get("/").text
        assert wall.count("@") > 20
        done = manyvoices("demo", "--remove", folder=data)
        assert done.returncode == 3
        assert "already running" in done.stderr
        assert demo.end() == 0
    assert not is_listening(port)
    assert not is_listening(port + 1)
    with running(data) as again:
        assert "made in" not in again.printed
        assert again.origin == demo.origin
        assert again.link != demo.link
        assert Visitor(again.origin).get("/").text.count("/@") == wall.count("/@")
        assert Visitor(demo.origin).get(demo.link.removeprefix(demo.origin)).status == 404
    other = manyvoices("demo", "--port", str(free_port()), folder=data)
    assert other.returncode == 2
    assert "--fresh" in other.stderr
    assert manyvoices("demo", "--remove", folder=data).returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert "no demo" in manyvoices("demo", "--remove", folder=data).stdout
    assert list(tmp_path.iterdir()) == []


def test_a_real_installation_beside_it_is_untouched(tmp_path: Path) -> None:
    data = tmp_path / "data"
    settings = {"MANYVOICES_BIND": f"127.0.0.1:{free_port()}"}
    assert manyvoices("admin", "create", "ada@example.org", "--name", "Ada", "--organisation", "Real", "--password-file",
                      str(password(tmp_path)), folder=data, **settings).returncode == 0  # fmt: skip
    before = tree(data)
    with running(data, "--port", str(free_port())) as demo:
        assert "Northlight Railways" in Visitor(demo.origin).get("/").text
        straight = {**os.environ, **environment(data / "demo", **settings)}
        plain = subprocess.run(
            [sys.executable, "-m", "manyvoices", "up"],
            env=straight,
            capture_output=True,
            text=True,
            check=False,
        )
        assert plain.returncode != 0
    refused = manyvoices("up", folder=data / "demo", **settings)
    assert refused.returncode == 2
    assert "holds a demo" in refused.stderr
    assert {name: content for name, content in tree(data).items() if not name.startswith("demo/")} == before
    assert manyvoices("demo", "--remove", folder=data).returncode == 0
    assert tree(data) == before


def password(folder: Path) -> Path:
    """A file with a password."""
    file = folder / "password"
    file.write_text("correct horse battery\n")
    return file
