"""The databases that a test of processes runs on: a SQLite file, and PostgreSQL where one answers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

SERVER = os.environ.get("MANYVOICES_TEST_DATABASE_URL", "")
WITHOUT = "set MANYVOICES_TEST_DATABASE_URL to the address of a PostgreSQL server"

BOTH = [
    pytest.param("sqlite", marks=pytest.mark.sqlite),
    pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.skipif(not SERVER, reason=WITHOUT)]),
]


@contextmanager
def fresh_database(kind: str) -> Iterator[str]:
    """The DATABASE_URL of an empty database: none for SQLite, whose file lies in the data folder."""
    if kind == "sqlite":
        yield ""
        return
    name = f"manyvoices_processes_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
