"""What of a data folder belongs into a backup, and what a restored one replaces."""

from collections.abc import Iterator
from pathlib import Path

DATABASE = "manyvoices.sqlite3"
BACKUPS = "backups"
LAST = "last-backup.json"
# What was there before a restore, and what is being restored.
ASIDE, STAGING = "before-restore-", ".restoring-"
_NEVER = {BACKUPS, "demo", "running.lock", "workers", LAST}
_SQLITE_PARTS = ("-wal", "-shm", "-journal")


def files(folder: Path, *, but: Path) -> Iterator[Path]:
    """The files to keep, the database and the backup `but` that is being written left out; links are not followed."""
    for entry in sorted(entries(folder)):
        if entry.is_dir() and not entry.is_symlink():
            yield from (path for path in sorted(entry.rglob("*")) if _is_kept(path, but))
        elif _is_kept(entry, but):
            yield entry


def entries(folder: Path) -> Iterator[Path]:
    """What stands directly in the folder and belongs to the installation."""
    for entry in folder.iterdir():
        if entry.name not in _NEVER and not entry.name.startswith((ASIDE, STAGING)):
            yield entry


def _is_kept(path: Path, but: Path) -> bool:
    if path.is_symlink() or not path.is_file() or path == but:
        return False
    # Dot files are half-written ones: of backups, of secrets.
    return path.name != DATABASE and not path.name.endswith(_SQLITE_PARTS) and not path.name.startswith(".")
