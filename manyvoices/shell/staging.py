"""Where a restored database is made ready, beside the one in use, which it does not touch."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from manyvoices.core.backups import Archive, BadBackup, Manifest, postgresql, sqlite
from manyvoices.core.backups.folder import DATABASE
from manyvoices.core.backups.manifest import SQLITE, TABLES
from manyvoices.core.new_tables import make_tables
from manyvoices.shell.problems import DATABASE as DATABASE_CODE
from manyvoices.shell.problems import Problem
from manyvoices.shell.tables import bring_up_to_date


@contextmanager
def staged(archive: Archive, folder: Path, schema: str) -> Iterator[None]:
    """Django is pointed at the restored database, brought up to this version, until the block ends.

    It lies in `folder` (SQLite) or in the new `schema` (PostgreSQL). Raises BadBackup or Problem.
    """
    pointed = _postgresql if archive.manifest.database == "postgresql" else _sqlite
    with pointed(archive, folder, schema):
        bring_up_to_date()
        yield


def drop_schema(schema: str) -> None:
    """Takes a schema away that did not become anything."""
    if schema:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


def exchange_schemas(schema: str, aside: str) -> None:
    """`schema` takes the place of the one in use, which is kept as `aside`, in one step; a second time does nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        if cursor.fetchone() is None:
            return
        cursor.execute("SELECT current_schema()")
        own = cursor.fetchone()[0]
        for before, after in ((own, aside), (schema, own)):
            rename = sql.SQL("ALTER SCHEMA {} RENAME TO {}")
            cursor.execute(rename.format(sql.Identifier(before), sql.Identifier(after)))
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO PUBLIC").format(sql.Identifier(own)))


def refuse_without_rights() -> None:
    """Raises Problem when this role of PostgreSQL may not make a schema and rename its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_database_privilege(current_database(), 'CREATE') AND pg_has_role(nspowner, 'USAGE') "
            "FROM pg_namespace WHERE nspname = current_schema()"
        )
        may = cursor.fetchone()
    if not may or not may[0]:
        raise Problem(
            "The role in DATABASE_URL may not make schemas in this database, or does not own the one in use. Make it the "
            "owner of the database (ALTER DATABASE … OWNER TO …), then restore. Nothing was changed.",
            DATABASE_CODE,
        )


@contextmanager
def _sqlite(archive: Archive, folder: Path, _schema: str) -> Iterator[None]:
    path = folder / DATABASE
    inside = {member.name: member for member in archive.manifest.members}
    if SQLITE not in inside:
        raise BadBackup(f"{archive.path} holds no database. Nothing was changed.")
    archive.unpack(inside[SQLITE], path)
    if wrong := sqlite.trouble(path):
        raise BadBackup(f"The database in {archive.path} is damaged: {wrong}. Nothing was changed.")
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = path
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def _postgresql(archive: Archive, _folder: Path, schema: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
    options = connection.settings_dict["OPTIONS"]
    before = options["options"]
    connection.close()
    options["options"] = f"{before} -c search_path={schema}"
    try:
        _migrate_to(archive.manifest)
        _fill(archive)
        yield
    finally:
        connection.close()
        options["options"] = before


def _migrate_to(manifest: Manifest) -> None:
    """The tables as they were when the backup was made: this version may have others, and makes its own at once."""
    executor = MigrationExecutor(connection)
    had = {(app, name) for app, _, name in (one.partition(".") for one in manifest.migrations)}
    graph = executor.loader.graph
    if had == set(graph.nodes):
        make_tables(connection)
        return
    nodes = [key for key in had if key in graph.nodes]
    newest = [
        key
        for key in nodes
        if not any(child.key in had and child.key[0] == key[0] for child in graph.node_map[key].children)
    ]
    executor.migrate(sorted(newest))


def fit(cursor: Any, manifest: Manifest) -> bool:
    """Whether each table here has the columns that were saved. Their order tells how a table was made, not what it is."""
    return {table: set(names) for table, names in postgresql.columns(cursor).items()} == {
        table: set(names) for table, names in manifest.columns.items()
    }


def _fill(archive: Archive) -> None:
    manifest = archive.manifest
    inside = {member.name: member for member in manifest.members}
    with transaction.atomic(), connection.cursor() as cursor:
        wanted = {f"{TABLES}/{table}" for table in manifest.columns}
        if {name for name in inside if name.startswith(f"{TABLES}/")} != wanted or not fit(cursor, manifest):
            raise BadBackup(f"{archive.path} holds other tables than its version makes. Nothing was changed.")
        postgresql.load(
            cursor.connection.cursor(),
            manifest.columns,
            lambda table: archive.parts(inside[f"{TABLES}/{table}"]),
            manifest.sequences,
        )
