"""Only a free life lock says that a worker is dead."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from manyvoices.core.ids import new_id
from manyvoices.core.work import ownership

pytestmark = pytest.mark.django_db


def own_database() -> str:
    """The DATABASE_URL of the database that this test runs on."""
    if connection.vendor != "postgresql":
        return ""
    told = connection.settings_dict
    login = quote(told["USER"]) + (f":{quote(told['PASSWORD'])}" if told["PASSWORD"] else "")
    return f"postgresql://{login}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


# promise A1
def test_a_worker_is_dead_when_its_process_is_and_not_before() -> None:
    worker = new_id()
    environ = {
        **os.environ,
        "DATABASE_URL": own_database(),
        "MANYVOICES_DATA_DIR": str(settings.CONFIG.data_dir),
    }
    command = [sys.executable, "-m", "tests.ground.holder", str(worker)]
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        for _ in range(3):  # asking takes the lock for a moment and gives it back
            assert ownership.dead_among([worker]) == []
        process.kill()
        process.wait()
        until_free(worker)
    assert ownership.dead_among([worker]) == [worker]


def until_free(worker: int) -> None:
    """PostgreSQL notices the end of a connection a moment after the process ended."""
    for _ in range(1000):
        if ownership.dead_among([worker]):
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.01)")


def test_a_lock_given_back_is_free() -> None:
    worker = new_id()
    lock = ownership.hold(worker)
    assert lock.still_held()
    assert ownership.dead_among([worker]) == []
    lock.release()
    if connection.vendor == "postgresql":
        until_free(worker)
    assert ownership.dead_among([worker]) == [worker]


def test_a_worker_that_never_was_is_dead() -> None:
    assert ownership.dead_among([new_id()])


@pytest.mark.skipif("settings.CONFIG.database_url", reason="only SQLite holds its lock by a file")
def test_a_lock_whose_file_was_removed_is_not_held_any_more() -> None:
    worker = new_id()
    lock = ownership.hold(worker)
    (settings.CONFIG.data_dir / "workers" / f"{worker}.lock").unlink()
    assert not lock.still_held()
    lock.release()


@pytest.mark.postgres
@pytest.mark.skipif("not settings.CONFIG.database_url", reason="set MANYVOICES_TEST_DATABASE_URL")
def test_a_lock_whose_connection_broke_is_not_held_any_more() -> None:
    worker = new_id()
    lock = ownership.hold(worker)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            " AND (classid::bigint << 32 | objid::bigint) = %s",
            [worker],
        )
    assert not lock.still_held()
    lock.release()
