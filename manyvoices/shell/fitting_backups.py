"""Whether a backup may be restored here, asked before anything is touched."""

import json
import shutil

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from manyvoices import __version__, secrets_file
from manyvoices.config import Config
from manyvoices.core.backups import Archive, Manifest, key_print
from manyvoices.core.backups.folder import DATABASE
from manyvoices.core.backups.manifest import FOLDER
from manyvoices.core.models import Worker
from manyvoices.core.work.ownership import dead_among
from manyvoices.shell.describing import KINDS, megabytes
from manyvoices.shell.problems import DATABASE as DATABASE_CODE
from manyvoices.shell.problems import ENVIRONMENT, FAILED, USAGE, Problem


def refuse_unfit(config: Config, archive: Archive) -> None:
    """Raises Problem for another kind of database, a newer version, lost keys, or too little room."""
    manifest = archive.manifest
    _refuse_other_kind(config, manifest)
    loader = MigrationLoader(None)
    known = {f"{app}.{name}" for app, name in [*(loader.disk_migrations or {}), *loader.replacements]}
    unknown = [name for name in manifest.migrations if name not in known]
    if unknown:
        raise Problem(
            f"This backup was made by a newer Manyvoices ({manifest.version}): version {__version__} does not know "
            f"{unknown[0]}. Install that version, then restore. Nothing was changed.",
            FAILED,
        )
    if not manifest.keys or manifest.keys[0] not in map(key_print, keys_after(config, archive)):
        raise Problem(
            "What is encrypted in this backup needs the keys that stood in MANYVOICES_ENCRYPTION_KEYS when it was made. "
            "Set the same ones, then restore. Nothing was changed.",
            FAILED,
        )
    free = shutil.disk_usage(config.data_dir).free
    if free < manifest.size * 1.2:
        raise Problem(
            f"{config.data_dir} has {megabytes(free)} left, and the restored installation needs "
            f"{megabytes(int(manifest.size * 1.2))} beside what is there. Nothing was changed.",
            ENVIRONMENT,
        )


def refuse_occupied(config: Config, *, replace: bool) -> None:
    """Raises Problem where an organisation lives and nobody said --replace, or while a worker still works."""
    try:
        occupied = _is_occupied()
    except DatabaseError as error:
        if config.database_url:
            reason = str(error).strip().splitlines()[0].rstrip(".")
            raise Problem(
                f"The database cannot be used: {reason}. Check DATABASE_URL.", DATABASE_CODE
            ) from None
        occupied = (config.data_dir / DATABASE).exists()  # a damaged one is there all the same
    finally:
        connection.close()
    if occupied and not replace:
        raise Problem(
            "An organisation lives here already. With --replace the backup takes its place, and what is here now is "
            "kept aside. Nothing was changed.",
            USAGE,
        )


def keys_after(config: Config, archive: Archive) -> list[str]:
    """The encryption keys in use once the backup is in place: the settings win over the file inside."""
    given = [key for key in config.encryption_keys.replace(",", " ").split() if key]
    name = f"{FOLDER}/{secrets_file.NAME}"
    inside = [member for member in archive.manifest.members if member.name == name]
    if given or not inside:
        return given
    kept: secrets_file.Secrets = json.loads(b"".join(archive.parts(inside[0])))
    return kept["encryption_keys"]


def _refuse_other_kind(config: Config, manifest: Manifest) -> None:
    here = "postgresql" if config.database_url else "sqlite"
    if manifest.database == here:
        return
    way = (
        "Set DATABASE_URL to a PostgreSQL database"
        if manifest.database == "postgresql"
        else "Leave DATABASE_URL unset"
    )
    raise Problem(
        f"This backup holds a {KINDS[manifest.database]} database, and the settings name {KINDS[here]}. {way}, then "
        "restore: a backup goes back to the kind of database it came from. Nothing was changed.",
        USAGE,
    )


def _is_occupied() -> bool:
    tables = connection.introspection.table_names()
    if "people_organisation" not in tables:
        return False
    workers = list(Worker.objects.values_list("pk", flat=True))
    if set(workers) - set(dead_among(workers)):
        raise Problem(
            "A worker works on this database. Stop every Manyvoices that uses it, then restore. Nothing was changed.",
            ENVIRONMENT,
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_organisation")
        return bool(cursor.fetchone()[0])
