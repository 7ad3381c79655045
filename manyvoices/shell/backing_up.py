"""Backups from the shell: where they lie, what is said about them, and why one could not be taken."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DatabaseError

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.backups import Manifest
from manyvoices.core.backups.folder import BACKUPS
from manyvoices.core.backups.taking import NothingThere, space_needed, take
from manyvoices.shell.describing import described, guarding, megabytes
from manyvoices.shell.problems import DATABASE, ENVIRONMENT, FAILED, USAGE, Problem

_NOTHING = "No backup was left behind, and nothing else was changed."


@dataclass(frozen=True)
class Taken:
    """A backup that was just written."""

    file: Path
    manifest: Manifest

    def facts(self) -> dict[str, object]:
        """For programs."""
        size = self.file.stat().st_size
        made = self.manifest.made_at.isoformat()
        return {"file": str(self.file), "size": size, "made_at": made, "counts": self.manifest.counts}

    def sentence(self) -> str:
        """For people."""
        return (
            f"{self.file}\n{described(self.manifest, self.file.stat().st_size)}\n"
            f"{guarding(self.manifest)} Copy it to another machine."
        )


def back_up(config: Config, file: Path | None) -> Taken:
    """A backup at `file`, else under a name that tells its time. Raises Problem; then nothing is there."""
    target = (file or _usual(config)).expanduser().absolute()
    _refuse_place(config, target)
    try:
        manifest = take(config, settings.ENCRYPTION_KEYS, target)
    except NothingThere:
        raise Problem("There is nothing to back up yet: the database has no tables.", FAILED) from None
    except OSError as error:
        raise Problem(f"The backup could not be written: {error.strerror}. {_NOTHING}", ENVIRONMENT) from None
    except (sqlite3.Error, psycopg.Error, DatabaseError) as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise Problem(f"The database cannot be read: {reason}. {_NOTHING}", DATABASE) from None
    return Taken(target, manifest)


def _usual(config: Config) -> Path:
    folder = config.data_dir / BACKUPS
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"manyvoices-{clock.now():%Y%m%d-%H%M%S}.zip"


def _refuse_place(config: Config, target: Path) -> None:
    if target.exists():
        raise Problem(f"{target} is there already. Name a file that is not.", USAGE)
    if not target.parent.is_dir():
        raise Problem(f"There is no folder {target.parent}. Make it, or name another place.", USAGE)
    free, needed = shutil.disk_usage(target.parent).free, space_needed(config)
    if free < needed:
        raise Problem(
            f"{target.parent} has {megabytes(free)} left, and a backup may need {megabytes(needed)} "
            "while it is written. Name a place with more room.",
            ENVIRONMENT,
        )
