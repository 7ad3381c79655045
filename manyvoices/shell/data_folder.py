"""The data folder: ours alone to read, and held by one running installation at a time."""

import fcntl
import os
import tempfile
from pathlib import Path
from typing import IO

from manyvoices.shell.problems import ENVIRONMENT, Problem

PRIVATE = 0o700


def prepare_data_folder(folder: Path) -> None:
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
