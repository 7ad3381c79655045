"""The database before the start: reachable, not from a newer version, brought up to this one."""

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from manyvoices import __version__
from manyvoices.core import versions
from manyvoices.shell.problems import DATABASE, Problem


def bring_up_to_date() -> bool:
    """Apply the migrations this version brings. Returns whether the database was empty before.

    Raises Problem when the database cannot be reached or was written by a newer version.
    """
    executor = look_at_migrations()
    if pending(executor):
        call_command("migrate", verbosity=0, interactive=False)
    versions.count_changes()  # a migration that makes a table anew loses its triggers
    return not executor.loader.applied_migrations


def look_at_migrations() -> MigrationExecutor:
    """What is applied and what this version knows. Raises Problem like `bring_up_to_date`."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise Problem(
            f"The database cannot be used: {reason}. Check DATABASE_URL, or the data folder if it is not set.",
            DATABASE,
        ) from None
    _refuse_newer(executor)
    return executor


def pending(executor: MigrationExecutor) -> list[str]:
    """Names of the migrations that this version knows and the database lacks."""
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _refuse_newer(executor: MigrationExecutor) -> None:
    loader = executor.loader
    known = set(loader.disk_migrations or {}) | set(loader.replacements)
    ours = [key for key in loader.applied_migrations or {} if key[0] in loader.migrated_apps]
    unknown = sorted(f"{app}.{name}" for app, name in ours if (app, name) not in known)
    if unknown:
        raise Problem(
            f"The database was written by a newer Manyvoices: version {__version__} does not know {unknown[0]}. "
            "Start the newer version again, or restore a backup made with this one.",
            DATABASE,
        )
