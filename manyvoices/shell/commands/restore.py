"""Put a backup in place of what is here. It starts paused, and sends nothing twice.

The backup is proved whole before anything is touched. Where an organisation lives already, --replace is needed, and
what was there is kept aside. Stop Manyvoices first. Everybody signs in anew; links sent by e-mail work no more.
"""

import argparse
from pathlib import Path

from manyvoices.shell.data_folder import refuse_half_restored
from manyvoices.shell.opening import django_set_up, settings
from manyvoices.shell.problems import USAGE, Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE or --finish, and --replace."""
    parser.add_argument("file", nargs="?", metavar="FILE", type=Path, help="what `backup` wrote")
    parser.add_argument("--replace", action="store_true", help="even where an organisation lives already")
    parser.add_argument(
        "--finish", action="store_true", help="end a restore that was interrupted at its last step"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what was restored. Raises Problem with what to do; then everything is as it was."""
    if bool(arguments.file) == arguments.finish:
        raise Problem("Name the FILE of a backup, or say --finish.", USAGE)
    config = settings()
    if not arguments.finish:
        refuse_half_restored(config.data_dir)
    django_set_up(config)
    from manyvoices.shell import restoring  # noqa: PLC0415 -- needs django.setup()

    said = (
        restoring.finish(config)
        if arguments.finish
        else restoring.restore(config, arguments.file.absolute(), replace=arguments.replace)
    )
    print(said)
    return 0
