"""Write one file that holds the whole installation: database, pictures, keys. Safe while it is in use.

Without FILE it lands in the folder backups of the data folder; copy it to another machine. The file holds the keys:
whoever has it can speak as every voice, so keep it like a password. `restore FILE` puts it in place.
"""

import argparse
import json
from pathlib import Path

from manyvoices.shell.data_folder import refuse_half_restored
from manyvoices.shell.opening import django_set_up, settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and --json."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", type=Path, help="where to write it; must not exist"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object: file, size, made_at, counts")


def run(arguments: argparse.Namespace) -> int:
    """Print where the backup lies. Raises Problem when none could be written; then nothing is there."""
    config = settings()
    refuse_half_restored(config.data_dir)
    django_set_up(config)
    from manyvoices.shell import backing_up  # noqa: PLC0415 -- needs django.setup()

    taken = backing_up.back_up(config, arguments.file)
    print(json.dumps(taken.facts()) if arguments.json else taken.sentence())
    return 0
