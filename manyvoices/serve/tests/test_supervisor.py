"""`up` as a whole: it greets, keeps its children alive, and nothing outlives it."""

import signal
import socket
import stat
import time
from pathlib import Path

import psutil
import pytest

from manyvoices.serve.tests.clients import PATIENCE
from manyvoices.serve.tests.installation import Installation, running

WEB, WORKER = "manyvoices.serve.web", "manyvoices.serve.worker"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all: only the first start has to make the database."""
    return tmp_path_factory.mktemp("installation")


def both(installation: Installation) -> list[psutil.Process]:
    """Web and worker, waited for: the worker starts after the greeting."""
    return [installation.wait_for_another(module, None) for module in (WEB, WORKER)]


# promise K4
def test_a_first_start_greets_and_ctrl_c_ends_it_cleanly(folder: Path) -> None:
    with running(folder) as first:
        text = "".join(first.printed)
        assert "first start: database created, keys generated" in text
        assert f"  Web        http://localhost:{first.port}\n" in text
        assert f"  Set up     http://localhost:{first.port}/setup/" in text
        assert "(valid 30 minutes, once)" in text
        assert "federation is off until MANYVOICES_BASE_URL is an https address" in text
        assert stat.S_IMODE((folder / "secrets.json").stat().st_mode) == 0o600
        assert stat.S_IMODE((folder / "manyvoices.sqlite3").stat().st_mode) == 0o600
        socket.create_connection(("127.0.0.1", first.port), timeout=5).close()
        children = both(first)
        first.process.send_signal(signal.SIGINT)
        assert first.process.wait(PATIENCE) == 0
        assert [child for child in children if child.is_running()] == []


# promise K5
def test_a_second_start_is_quick_and_a_child_that_dies_is_started_again(folder: Path) -> None:
    began = time.monotonic()
    with running(folder) as second:
        print(f"second start: {time.monotonic() - began:.2f} s until it answers")
        assert "first start" not in "".join(second.printed)
        for module in (WEB, WORKER):
            child = second.child(module)
            assert child
            child.kill()
            assert second.wait_for_another(module, child).is_running()


def test_no_child_outlives_a_killed_supervisor(folder: Path) -> None:
    with running(folder) as installation:
        children = both(installation)
        installation.process.kill()
        _, alive = psutil.wait_procs(children, timeout=PATIENCE)
        assert alive == []
