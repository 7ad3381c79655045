"""Taking a backup: the database at one moment first, then the files, so that no row lacks its file."""

import json
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from django.db import connections

from manyvoices import __version__
from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.backups import folder, postgresql, sqlite
from manyvoices.core.backups.manifest import FOLDER, FORMAT, SQLITE, TABLES, Manifest, key_print
from manyvoices.core.backups.writing import Writer, written


class NothingThere(Exception):
    """The database has no tables yet."""


def take(config: Config, keys: Sequence[str], target: Path) -> Manifest:
    """Writes a backup to `target`, readable by its owner alone, and returns what it holds.

    Nobody who uses the installation waits for it. Raises NothingThere, OSError, or the database's own error; then
    nothing stands at `target` that was not there before.
    """
    with written(target) as (writer, aside):
        facts = _postgresql(writer) if config.database_url else _sqlite(config, writer, aside)
        if not facts["migrations"]:
            raise NothingThere
        _folder(config.data_dir, writer, aside, target)
        manifest = Manifest(
            product="Manyvoices",
            format=FORMAT,
            version=__version__,
            made_at=clock.now(),
            base_url=config.base_url,
            keys=[key_print(key) for key in keys],
            keys_inside=not config.encryption_keys,
            members=writer.members,
            **facts,
        )
        writer.close(manifest)
    _remember(config.data_dir, target, manifest)
    return manifest


def space_needed(config: Config) -> int:
    """Bytes that a backup takes at most while it is written: a copy of the database, and everything packed."""
    database = config.data_dir / folder.DATABASE
    size = database.stat().st_size if not config.database_url and database.exists() else 0
    with suppress(FileNotFoundError):  # files may go meanwhile
        size += sum(path.stat().st_size for path in folder.files(config.data_dir, but=database))
    return 2 * size + (16 << 20)


def last_taken(data_dir: Path) -> dict[str, Any] | None:
    """`file`, `made_at` (ISO 8601) and `size` of the last backup that was taken here; None when none was."""
    try:
        known: dict[str, Any] = json.loads((data_dir / folder.LAST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return known


def _sqlite(config: Config, writer: Writer, aside: Path) -> dict[str, Any]:
    source, copy = config.data_dir / folder.DATABASE, aside / "database"
    if not source.exists():
        raise NothingThere
    sqlite.snapshot(source, copy)
    if wrong := sqlite.trouble(copy):
        raise OSError(0, f"the database is damaged ({wrong})")
    with copy.open("rb") as file:
        writer.file(SQLITE, file)
    facts = {"database": "sqlite", "migrations": sqlite.migrations(copy), "counts": sqlite.counts(copy)}
    copy.unlink()
    return facts


def _postgresql(writer: Writer) -> dict[str, Any]:
    with closing(connections.create_connection("default")) as own:
        own.ensure_connection()
        with own.connection.cursor() as cursor:
            postgresql.begin(cursor)
            tables = postgresql.columns(cursor)
            return {
                "database": "postgresql",
                "migrations": postgresql.migrations(cursor),
                "sequences": postgresql.sequences(cursor),
                "columns": tables,
                "counts": postgresql.dump(cursor, tables, lambda table: writer.member(f"{TABLES}/{table}")),
            }


def _folder(data_dir: Path, writer: Writer, aside: Path, target: Path) -> None:
    for path in folder.files(data_dir, but=target):
        name = f"{FOLDER}/{path.relative_to(data_dir).as_posix()}"
        with suppress(FileNotFoundError):  # files may go meanwhile
            if path.suffix == ".sqlite3":
                copy = aside / "other"
                sqlite.snapshot(path, copy)
                with copy.open("rb") as file:
                    writer.file(name, file)
                copy.unlink()
            else:
                with path.open("rb") as file:
                    writer.file(name, file)


def _remember(data_dir: Path, target: Path, manifest: Manifest) -> None:
    """For the doctor and the plan of an upgrade. A backup that cannot be remembered is a backup all the same."""
    known = {
        "file": str(target),
        "made_at": manifest.made_at.isoformat(),
        "size": target.stat().st_size,
    }
    partial = data_dir / f".{folder.LAST}"
    partial.write_text(json.dumps(known), encoding="utf-8")
    partial.replace(data_dir / folder.LAST)
