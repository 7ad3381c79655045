"""Runs the command as a person would: a process of its own, in an installation of its own."""

import os
import subprocess
import sys
from pathlib import Path


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of this process without its own Manyvoices settings, with `settings` instead."""
    ours = ("MANYVOICES_", "DATABASE_URL", "DJANGO_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    # Nobody waits in there to change their mind; tests of the undo say so.
    return {**kept, "MANYVOICES_DATA_DIR": str(folder), "MANYVOICES_UNDO_SECONDS": "0", **settings}


def manyvoices(*arguments: str, folder: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """`manyvoices ARGUMENTS`, run to its end."""
    command = [sys.executable, "-W", "error::ResourceWarning", "-m", "manyvoices", *arguments]
    return subprocess.run(
        command, env=environment(folder, **settings), capture_output=True, text=True, timeout=180, check=False
    )


def refusal(*arguments: str, folder: Path, **settings: str) -> tuple[int, str]:
    """Exit code and the one line on standard error of a command that must refuse."""
    done = manyvoices(*arguments, folder=folder, **settings)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert done.stdout == ""
    return done.returncode, lines[0]
