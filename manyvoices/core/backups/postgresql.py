"""PostgreSQL: every table by COPY in one transaction, so that no program beside the driver is needed.

The text form of COPY reads the same in every version of the server.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from psycopg import sql

_COLUMNS = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT a.attisdropped AND a.attgenerated = ''
GROUP BY c.relname ORDER BY c.relname
"""
_SEQUENCES = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S' ORDER BY c.relname
"""
MIGRATIONS = "django_migrations"

Adding = Callable[[str], AbstractContextManager[Callable[[bytes], None]]]


def begin(cursor: Any) -> None:
    """From here on `cursor` sees one moment, whatever others write."""
    cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")


def columns(cursor: Any) -> dict[str, list[str]]:
    """The tables of the schema in use with the columns that can be written."""
    return {name: list(names) for name, names in cursor.execute(_COLUMNS).fetchall()}


def sequences(cursor: Any) -> dict[str, int]:
    """The next value of each counter."""
    names = [name for (name,) in cursor.execute(_SEQUENCES).fetchall()]
    query = sql.SQL("SELECT last_value + is_called::int FROM {}")
    return {name: cursor.execute(query.format(sql.Identifier(name))).fetchone()[0] for name in names}


def migrations(cursor: Any) -> list[str]:
    """The migrations that the database has, as app.name."""
    if MIGRATIONS not in columns(cursor):
        return []
    rows = cursor.execute("SELECT app, name FROM django_migrations").fetchall()
    return sorted(f"{app}.{name}" for app, name in rows)


def dump(cursor: Any, tables: Mapping[str, list[str]], adding: Adding) -> dict[str, int]:
    """Writes each table through `adding(table)`; returns how many rows each has."""
    counts = {}
    for table, names in tables.items():
        query = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(_names(names), sql.Identifier(table))
        with adding(table) as add, cursor.copy(query) as copy:
            for part in copy:
                add(bytes(part))
        counts[table] = cursor.rowcount
    return counts


def load(
    cursor: Any,
    tables: Mapping[str, list[str]],
    parts: Callable[[str], Iterable[bytes]],
    counters: Mapping[str, int],
) -> None:
    """Fills the tables of the schema in use, which were just made, in the caller's transaction.

    The record of migrations is left as it is: whoever made the tables wrote it.
    """
    filled = {table: names for table, names in tables.items() if table != MIGRATIONS}
    every = sql.SQL(", ").join(map(sql.Identifier, filled))
    cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(every))
    for table, names in filled.items():
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _names(names))
        with cursor.copy(query) as copy:
            for part in parts(table):
                copy.write(part)
    for name, value in counters.items():
        cursor.execute("SELECT setval(quote_ident(%s)::regclass, %s, false)", [name, value])


def _names(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
