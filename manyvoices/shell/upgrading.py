"""From the version of the database to this one."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from manyvoices import __version__
from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.backups.taking import last_taken, space_needed
from manyvoices.shell.backing_up import back_up
from manyvoices.shell.describing import megabytes
from manyvoices.shell.doctor.running import in_words
from manyvoices.shell.problems import DATABASE, Problem
from manyvoices.shell.tables import bring_up_to_date, look_at_migrations, pending


def plan(config: Config) -> dict[str, Any]:
    """What an upgrade would do. Raises Problem when the database cannot be used or is from a newer version."""
    executor = look_at_migrations()
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return {
        "version": __version__,
        "is_new": not executor.loader.applied_migrations,
        "migrations": [
            {
                "name": f"{one.app_label}.{one.name}",
                "changes": [operation.describe() for operation in one.operations],
                "in_one_step": one.atomic,
            }
            for one, _backwards in steps
        ],
        "last_backup": last_taken(config.data_dir),
        "free": shutil.disk_usage(config.data_dir).free,
        "backup_needs": space_needed(config),
    }


def lines(planned: dict[str, Any]) -> Iterator[str]:
    """The plan for people."""
    waiting = planned["migrations"]
    if planned["is_new"]:
        yield f"The database is empty: a start makes the tables of version {planned['version']}."
    elif not waiting:
        yield f"Nothing to do: the database fits version {planned['version']}."
    else:
        yield f"{len(waiting)} migrations bring the database to version {planned['version']}:"
        for one in waiting:
            yield f"  {one['name']}"
            yield from (f"    {change}" for change in one["changes"])
    yield _backup_line(planned["last_backup"])
    yield f"Room: {megabytes(planned['free'])} free; the backup needs at most {megabytes(planned['backup_needs'])}."
    yield "Nothing was changed."


def upgrade(config: Config, *, file: Path | None, back_up_first: bool) -> Iterator[str]:
    """Does it and says so, line by line. Raises Problem; what was migrated before that stays migrated."""
    executor = look_at_migrations()
    waiting = pending(executor)
    if not waiting:
        yield f"Nothing to do: the database fits version {__version__}."
        return
    if back_up_first and executor.loader.applied_migrations:
        yield f"Backup: {back_up(config, file).file}"
    try:
        bring_up_to_date()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise Problem(
            f"A migration failed: {reason}. What it began was undone and those before it stay. Mend the reason and run "
            "upgrade again, or restore the backup with the version before.",
            DATABASE,
        ) from None
    yield f"{len(waiting)} migrations applied: the database fits version {__version__}. Start Manyvoices."


def _backup_line(known: dict[str, Any] | None) -> str:
    if known is None:
        return "Backup: none was taken here; the upgrade takes one first."
    age = clock.now() - datetime.fromisoformat(known["made_at"])
    gone = "" if Path(known["file"]).exists() else " (not there any more)"
    return f"Backup: the last is {in_words(age)} old, {known['file']}{gone}; the upgrade takes one first."
