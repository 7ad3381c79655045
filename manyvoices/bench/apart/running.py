"""A bench in a process of its own, on a database of its own: the installation's data are not touched."""

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


def measured(
    module: str, *arguments: object, environ: Mapping[str, str] | None = None
) -> Iterator[Mapping[str, Any]]:
    """What `python -m module arguments…` prints, one JSON line a measurement.

    SQLite in a folder that is thrown away, or a new database beside the one of DATABASE_URL. Raises CalledProcessError.
    """
    with tempfile.TemporaryDirectory(prefix="manyvoices-bench-") as folder, _database() as url:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MANYVOICES_")}
        own = {**kept, "DATABASE_URL": url, "MANYVOICES_DATA_DIR": folder, **(environ or {})}
        command = [sys.executable, "-m", module, *map(str, arguments)]
        with subprocess.Popen(command, env=own, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                yield json.loads(line)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)


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
