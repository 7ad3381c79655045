"""How long pages take in an organisation of ten thousand people, two hundred units and five hundred voices."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

PEOPLE, UNITS, VOICES, ROUNDS = 10_000, 200, 500, 60


def measure(
    people: int = PEOPLE, units: int = UNITS, voices: int = VOICES, rounds: int = ROUNDS
) -> Iterator[Mapping[str, Any]]:
    """One measurement a page, the limit first: a bare Django page with one query behind the same front.

    SQLite in a folder that is thrown away, or a new database beside the one of DATABASE_URL; the installation's own
    data are not touched.
    """
    with tempfile.TemporaryDirectory(prefix="manyvoices-bench-") as folder, _database() as url:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MANYVOICES_")}
        environ = {**kept, "DATABASE_URL": url, "MANYVOICES_DATA_DIR": folder}
        sizes = [str(number) for number in (people, units, voices, rounds)]
        command = [sys.executable, "-m", "manyvoices.bench.crowd.asking", *sizes]
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as asking:
            for line in asking.stdout or ():
                yield json.loads(line)
        if asking.returncode:
            raise subprocess.CalledProcessError(asking.returncode, command)


@contextmanager
def _database() -> Iterator[str]:
    """The address of an empty database: none for SQLite."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield ""
        return
    name = sql.Identifier(f"manyvoices_bench_{secrets.token_hex(4)}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield urlsplit(server)._replace(path=f"/{name.as_string().strip(chr(34))}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
