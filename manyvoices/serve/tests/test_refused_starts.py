"""`up` on a machine or a database that does not allow it: one sentence, the documented exit code, no traceback."""

import contextlib
import socket
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from manyvoices.serve.tests.clients import free_port
from manyvoices.shell.data_folder import hold_data_folder
from manyvoices.shell.tests.running import refusal

ENVIRONMENT, DATABASE = 3, 4


@pytest.fixture
def bind() -> str:
    return f"127.0.0.1:{free_port()}"


@pytest.fixture
def taken() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield f"127.0.0.1:{other.getsockname()[1]}"


# promise K6
def test_a_port_that_is_taken(tmp_path: Path, taken: str) -> None:
    code, sentence = refusal("up", folder=tmp_path, MANYVOICES_BIND=taken)
    assert code == ENVIRONMENT
    assert sentence.startswith(f"Port {taken.rpartition(':')[2]} on 127.0.0.1 is taken by another program.")
    assert "MANYVOICES_BIND=" in sentence


# promise K6
def test_an_address_of_another_machine(tmp_path: Path) -> None:
    code, sentence = refusal("up", folder=tmp_path, MANYVOICES_BIND="192.0.2.1:8000")
    assert (code, "must name this machine" in sentence) == (ENVIRONMENT, True)


# promise K6
@pytest.mark.parametrize("kind", ["file", "kernel"])
def test_a_data_folder_that_cannot_be_written_to(tmp_path: Path, bind: str, kind: str) -> None:
    # Both refuse root as well: a file is no folder, and nobody makes folders in /proc.
    place = tmp_path / "file" if kind == "file" else Path("/proc/manyvoices-data")
    if kind == "file":
        place.write_text("not a folder", encoding="utf-8")
    code, sentence = refusal("up", folder=place, MANYVOICES_BIND=bind)
    assert code == ENVIRONMENT
    assert sentence.startswith(f"The data folder {place} cannot be written to: ")
    assert sentence.endswith("or name another one in MANYVOICES_DATA_DIR.")


def test_a_folder_on_which_another_one_runs(tmp_path: Path, bind: str) -> None:
    with hold_data_folder(tmp_path):
        code, sentence = refusal("up", folder=tmp_path, MANYVOICES_BIND=bind)
    assert code == ENVIRONMENT
    assert sentence.startswith(f"Manyvoices is already running on {tmp_path} (process ")


# promise K6
def test_a_database_of_a_newer_version(tmp_path: Path, bind: str) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "manyvoices.sqlite3")) as future:
        future.execute("CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT, applied TEXT)")
        future.execute("INSERT INTO django_migrations VALUES (1, 'core', '9999_of_tomorrow', '2030-01-01')")
        future.commit()
    code, sentence = refusal("up", folder=tmp_path, MANYVOICES_BIND=bind)
    assert code == DATABASE
    assert "written by a newer Manyvoices" in sentence
    assert "core.9999_of_tomorrow" in sentence


# promise K6
@pytest.mark.long
def test_a_file_that_is_no_database(tmp_path: Path, bind: str) -> None:
    (tmp_path / "manyvoices.sqlite3").write_text("not a database " * 1000, encoding="utf-8")
    code, sentence = refusal("up", folder=tmp_path, MANYVOICES_BIND=bind)
    assert code == DATABASE
    assert sentence.startswith("The database cannot be used: file is not a database.")


# promise K6
@pytest.mark.long
def test_a_database_server_that_does_not_answer(tmp_path: Path, bind: str) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    code, sentence = refusal("up", folder=tmp_path, MANYVOICES_BIND=bind, DATABASE_URL=url)
    assert code == DATABASE
    assert sentence.startswith("The database cannot be used: ")


def test_an_open_folder_is_closed_to_others(tmp_path: Path, taken: str) -> None:
    tmp_path.chmod(0o755)
    refusal("up", folder=tmp_path, MANYVOICES_BIND=taken)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
