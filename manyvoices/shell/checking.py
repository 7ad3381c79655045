"""What `manyvoices check` looks at. It changes nothing."""

import os
import stat
from collections.abc import Iterator

import django

from manyvoices import secrets_file
from manyvoices.config import Config
from manyvoices.shell.data_folder import prepare_data_folder
from manyvoices.shell.problems import Problem


def problems(config: Config) -> Iterator[tuple[str, str]]:
    """Pairs of place and sentence. Stops at a problem that hides those behind it."""
    try:
        prepare_data_folder(config.data_dir)
    except Problem as problem:
        yield "data folder", str(problem)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    yield from _secrets(config)
    yield from _database()


def _secrets(config: Config) -> Iterator[tuple[str, str]]:
    path = config.data_dir / secrets_file.NAME
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield "secrets", f"{path} can be read by others (mode {mode:04o}). Run: chmod 600 {path}"


def _database() -> Iterator[tuple[str, str]]:
    from manyvoices.shell.tables import look_at_migrations, pending  # noqa: PLC0415 -- needs django.setup()

    try:
        waiting = pending(look_at_migrations())
    except Problem as problem:
        yield "database", str(problem)
        return
    if waiting:
        yield "database", f"{len(waiting)} migrations are not applied. The next start applies them."
        return
    from manyvoices.core.work.readiness import unready  # noqa: PLC0415 -- as above

    yield from unready()
