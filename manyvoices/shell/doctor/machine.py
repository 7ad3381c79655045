"""The machine: folder, room, keys, time zones."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import available_timezones

from manyvoices import secrets_file
from manyvoices.config import Config
from manyvoices.shell.describing import megabytes
from manyvoices.shell.doctor.finding import Finding, bad, ok, warn

LITTLE, NONE = 1_000_000_000, 100_000_000
ZONES = 400  # of some 600; a machine without its data knows a handful or none


def examine(config: Config) -> Iterator[Finding]:
    """Findings about the machine."""
    yield _rights("data folder", config.data_dir)
    yield _rights("keys", config.data_dir / secrets_file.NAME)
    yield _room(config.data_dir)
    yield _zones()


def _rights(where: str, path: Path) -> Finding:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return bad(
            where, f"{path} is not there.", "Restore it from a backup, or nothing encrypted can be read."
        )
    if mode & 0o077:
        wanted = "700" if path.is_dir() else "600"
        return bad(where, f"{path} is open to others (mode {mode:04o}).", f"Run: chmod {wanted} {path}")
    return ok(where, f"{path} is its owner's alone.")


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    said = f"{megabytes(free)} are free at {folder}."
    if free < NONE:
        return bad("room", said, "Make room now: without it nothing can be saved.")
    return warn("room", said, "Make room soon; backups need it too.") if free < LITTLE else ok("room", said)


def _zones() -> Finding:
    known = len(available_timezones())
    if known < ZONES:
        return bad("time zones", f"Only {known} time zones are known.", "Install the package tzdata.")
    return ok("time zones", f"{known} are known.")
