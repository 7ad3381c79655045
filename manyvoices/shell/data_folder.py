"""The data folder: ours alone to read, and held by one running installation at a time."""

import fcntl
import os
import tempfile
from pathlib import Path
from typing import IO

from manyvoices.core.backups.folder import STAGING
from manyvoices.shell.problems import ENVIRONMENT, Problem

PRIVATE = 0o700
# Stands in what is being restored once everything in it is ready to take its place.
SWITCHING = "switching.json"


def prepare_data_folder(folder: Path) -> None:
    """The folder, made if needed, with a whole installation in it or none. Raises Problem."""
    refuse_half_restored(folder)
    make_data_folder(folder)


def make_data_folder(folder: Path) -> None:
    """Make the folder if needed, for its owner alone. Raises Problem when it cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Problem(
            f"The data folder {folder} cannot be written to: {error.strerror}. Give this user the folder, "
            "or name another one in MANYVOICES_DATA_DIR.",
            ENVIRONMENT,
        ) from None
    if folder.stat().st_uid == os.getuid():
        folder.chmod(PRIVATE)


def refuse_half_restored(folder: Path) -> None:
    """Raises Problem between the first and the last step of putting a restored installation in its place."""
    if half_restored(folder) is not None:
        raise Problem(
            f"A restore was interrupted while it put things in their places in {folder}. "
            "Run the command restore --finish, which does the rest.",
            ENVIRONMENT,
        )


def half_restored(folder: Path) -> Path | None:
    """Where the restored installation waits to take its place; None where none does."""
    return next((path.parent for path in folder.glob(f"{STAGING}*/{SWITCHING}")), None)


def hold_data_folder(folder: Path) -> IO[str]:
    """The only running installation on this folder, for as long as the file stays open.

    Raises Problem when another one holds it.
    """
    held = (folder / "running.lock").open("a+", encoding="ascii")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.seek(0)
        process = held.read().strip()
        held.close()
        raise Problem(
            f"Manyvoices is already running on {folder} (process {process or 'unknown'}). Stop that one first, "
            "or name another folder in MANYVOICES_DATA_DIR.",
            ENVIRONMENT,
        ) from None
    held.truncate(0)
    held.write(str(os.getpid()))
    held.flush()
    return held
