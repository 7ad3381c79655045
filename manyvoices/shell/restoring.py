"""A backup becomes the installation: made ready beside what is there, then exchanged in one short step."""

import shutil
from pathlib import Path

from django.conf import settings

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.backups import Archive, BadBackup, opened
from manyvoices.core.backups.erasures import keep_remembering
from manyvoices.core.backups.folder import STAGING
from manyvoices.core.backups.manifest import FOLDER
from manyvoices.shell import switching
from manyvoices.shell.data_folder import SWITCHING, hold_data_folder, refuse_half_restored
from manyvoices.shell.describing import described
from manyvoices.shell.fitting_backups import keys_after, refuse_occupied, refuse_unfit
from manyvoices.shell.problems import ENVIRONMENT, FAILED, Problem
from manyvoices.shell.staging import drop_schema, refuse_without_rights, staged
from manyvoices.shell.waking import Woken, wake


def restore(config: Config, file: Path, *, replace: bool) -> str:
    """Puts the backup in place and returns what to tell. Raises Problem; then what was here is as it was."""
    try:
        with opened(file) as archive, hold_data_folder(config.data_dir):
            refuse_half_restored(config.data_dir)
            refuse_unfit(config, archive)
            refuse_occupied(config, replace=replace)
            woken = _make_ready(config, archive)
            aside = switching.finish(config)
            return _told(archive, aside, woken)
    except BadBackup as bad:
        raise Problem(str(bad), FAILED) from None
    except OSError as error:
        raise Problem(
            f"The backup could not be restored: {error.strerror}: {error.filename}.", ENVIRONMENT
        ) from None


def finish(config: Config) -> str:
    """Ends a restore that was interrupted at its last step."""
    with hold_data_folder(config.data_dir):
        return f"Restored. What was here before lies in {switching.finish(config)}. {_NEXT}"


def _make_ready(config: Config, archive: Archive) -> Woken:
    stamp = f"{clock.now():%Y%m%d%H%M%S}"
    staging = config.data_dir / f"{STAGING}{stamp}"
    schema = f"manyvoices_restoring_{stamp}" if config.database_url else ""
    if schema:
        refuse_without_rights()
    try:
        staging.mkdir(mode=0o700)
        _unpack(archive, staging)
        settings.ENCRYPTION_KEYS = keys_after(config, archive)
        with staged(archive, staging, schema):
            woken = wake(archive.manifest, staging, config.data_dir)
        keep_remembering(config.data_dir, staging)
        switching.begin(config, staging, schema, archive.path)
    finally:
        if not (staging / SWITCHING).exists():
            shutil.rmtree(staging, ignore_errors=True)
            drop_schema(schema)
    return woken


def _unpack(archive: Archive, staging: Path) -> None:
    for member in archive.manifest.members:
        if member.name.startswith(f"{FOLDER}/"):
            archive.unpack(member, staging / member.name.removeprefix(f"{FOLDER}/"))


def _told(archive: Archive, aside: Path, woken: Woken) -> str:
    return (
        f"Restored: {described(archive.manifest, archive.path.stat().st_size)}\n"
        f"What was here before lies in {aside}.\n"
        f"{woken.looked} posts that waited are looked for on their networks, {woken.asked} are put to a person, "
        f"{woken.letters} letters stay unsent. Everybody signs in anew.\n{_NEXT}"
    )


_NEXT = "It starts paused: start it, look at what is held back, then lift the pause under Pauses or with the command pause off."
