"""SQLite: a copy at one moment, taken while others write."""

import sqlite3
from contextlib import closing
from pathlib import Path

PATIENCE = 60.0


def snapshot(source: Path, target: Path) -> None:
    """A copy of the file as it was at one moment. In WAL mode nobody waits for it. Raises sqlite3.Error."""
    with closing(_reading(source)) as read, closing(sqlite3.connect(target)) as write:
        target.chmod(0o600)
        # All pages in one step: smaller steps would begin anew whenever somebody writes in between.
        read.backup(write, pages=-1)
        write.execute("PRAGMA journal_mode=DELETE")


def trouble(path: Path) -> str:
    """What SQLite finds wrong with a file; empty when it is sound."""
    try:
        with closing(_reading(path)) as read:
            said = [row[0] for row in read.execute("PRAGMA quick_check(1)")]
            broken = read.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        return str(error)
    if said != ["ok"]:
        return str(said[0])
    return f"a row of {broken[0]} points at nothing" if broken else ""


def counts(path: Path) -> dict[str, int]:
    """How many rows each table holds; the search index counts by its inner tables."""
    with closing(_reading(path)) as read:
        names = [
            row[0]
            for row in read.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
                "AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
        ]
        return {name: read.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def migrations(path: Path) -> list[str]:
    """The migrations that a file had, as app.name; none for a file without tables."""
    with closing(_reading(path)) as read:
        if not read.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'").fetchone():
            return []
        return sorted(
            f"{app}.{name}" for app, name in read.execute("SELECT app, name FROM django_migrations")
        )


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
