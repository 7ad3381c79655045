"""What commands open before they can work: the settings, and Django with the database behind it."""

import os
import sys
from pathlib import Path

from manyvoices import config as configuration
from manyvoices.config import Config
from manyvoices.shell.data_folder import make_data_folder, refuse_half_restored
from manyvoices.shell.problems import USAGE, Problem


def settings() -> Config:
    """The valid settings. Raises Problem with one sentence when they are not."""
    try:
        return configuration.load(os.environ)
    except configuration.BadConfig as error:
        raise Problem(str(error), USAGE) from None


def django_ready(config: Config) -> None:
    """Set Django up on a database that fits this version. Raises Problem when a start would raise it.

    Migrates like a start does: a command may come before the first start.
    """
    refuse_half_restored(config.data_dir)
    django_set_up(config)
    from manyvoices.shell.tables import bring_up_to_date  # noqa: PLC0415 -- needs django.setup()

    bring_up_to_date()


def django_set_up(config: Config) -> None:
    """Set Django up and leave the database as it is. Raises Problem when the data folder cannot be written to."""
    os.umask(0o077)
    make_data_folder(config.data_dir)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    import django  # noqa: PLC0415 -- only after the settings are known to be valid

    django.setup()


def program() -> str:
    """What the person typed to start us, for the commands that we tell them."""
    return "manyvoices" if Path(sys.argv[0]).name == "manyvoices" else "./run"
