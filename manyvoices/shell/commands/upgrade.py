"""Bring the database up to this version: a backup first, then the migrations. Stop Manyvoices before.

--plan changes nothing: it says which migrations would run and what they change, how old the last backup is, and how
much room there is. An upgrade that was interrupted is run again; what was done stays done. `up` migrates as well.
"""

import argparse
import json
from pathlib import Path

from manyvoices.shell.data_folder import hold_data_folder, refuse_half_restored
from manyvoices.shell.opening import django_set_up, settings
from manyvoices.shell.problems import USAGE, Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--plan, where the backup goes, --json."""
    parser.add_argument("--plan", action="store_true", help="say what would be done and change nothing")
    parser.add_argument("--backup", metavar="FILE", type=Path, help="where to write the backup")
    parser.add_argument("--no-backup", action="store_true", help="there is a fresh backup already")
    parser.add_argument("--json", action="store_true", help="the plan as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print what was or would be done. Raises Problem while Manyvoices runs, or when no backup can be written."""
    if arguments.backup and arguments.no_backup:
        raise Problem("Say --backup FILE or --no-backup, not both.", USAGE)
    config = settings()
    refuse_half_restored(config.data_dir)
    django_set_up(config)
    from manyvoices.shell import upgrading  # noqa: PLC0415 -- needs django.setup()

    if arguments.plan:
        plan = upgrading.plan(config)
        print(json.dumps(plan) if arguments.json else "\n".join(upgrading.lines(plan)))
        return 0
    with hold_data_folder(config.data_dir):
        for line in upgrading.upgrade(config, file=arguments.backup, back_up_first=not arguments.no_backup):
            print(line, flush=True)
    return 0
