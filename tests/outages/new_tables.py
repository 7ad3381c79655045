"""Makes the tables of an empty database, and prints what then stands in it as JSON.

`python -m tests.outages.new_tables FOLDER at-once | step-by-step | torn`: as the product does, as Django does, or with
a failure on the way.
"""

import json
import os
import sys
from contextlib import suppress
from typing import Any

import django

SQLITE = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type <> 'table' AND name NOT LIKE 'sqlite_%'"
)
POSTGRESQL = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length, is_identity
    FROM information_schema.columns WHERE table_schema = 'public'""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace""",
    "SELECT sequencename, data_type::text FROM pg_sequences WHERE schemaname = 'public'",
)


def main() -> None:
    """Make them in the way that is asked for."""
    os.environ["MANYVOICES_DATA_DIR"] = sys.argv[1]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()
    from django.core.management.commands.migrate import Command  # noqa: PLC0415
    from django.db.migrations import RunPython  # noqa: PLC0415

    match sys.argv[2]:
        case "at-once":
            call_command("migrate", verbosity=0, skip_checks=True)
        case "step-by-step":
            call_command(Command(), verbosity=0, skip_checks=True)
        case _:
            RunPython.database_forwards = _fail  # type: ignore[method-assign, assignment]
            with suppress(ZeroDivisionError):
                call_command("migrate", verbosity=0, skip_checks=True)
    print(json.dumps({"structure": sorted(map(repr, structure())), "applied": sorted(applied())}))


def structure() -> list[tuple[Any, ...]]:
    """A row for each column, index, constraint and sequence."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return [row for asked in POSTGRESQL for row in _rows(cursor, asked)]
        rows = _rows(cursor, SQLITE)
        for table in connection.introspection.table_names(cursor):
            rows += [(table, *row[1:]) for row in _rows(cursor, f'PRAGMA table_info("{table}")')]
            rows += [(table, *row[2:]) for row in _rows(cursor, f'PRAGMA foreign_key_list("{table}")')]
    return rows


def applied() -> list[str]:
    """The migrations that are written down as applied."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    return [f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()]


def _rows(cursor: Any, asked: str) -> list[tuple[Any, ...]]:
    cursor.execute(asked)
    return list(cursor.fetchall())


def _fail(*_: object) -> None:
    raise ZeroDivisionError


if __name__ == "__main__":
    main()
