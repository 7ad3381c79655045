"""Examine everything an installation stands on: one line each, ok, warn or bad, with what to do.

Changes nothing, unless --mend is given: then media files that belong to nothing are moved aside. Works while Manyvoices
runs and while it does not. Ends with 1 when a line is bad.
"""

import argparse
import json
from dataclasses import asdict

from manyvoices.shell.data_folder import refuse_half_restored
from manyvoices.shell.opening import django_set_up, settings
from manyvoices.shell.problems import FAILED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--mend and --json."""
    parser.add_argument("--mend", action="store_true", help="move media files that belong to nothing aside")
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line: level, where, said, to_do"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the findings. Returns 1 when one is bad."""
    config = settings()
    refuse_half_restored(config.data_dir)
    django_set_up(config)
    from manyvoices.shell.doctor.round import mend, rounds  # noqa: PLC0415 -- needs django.setup()

    if arguments.mend and (moved := mend(config)):
        print(json.dumps({"moved": moved}) if arguments.json else f"Moved {moved} media files aside.")
    worst = 0
    for finding in rounds(config):
        print(json.dumps(asdict(finding)) if arguments.json else finding.line())
        worst = max(worst, FAILED if finding.level == "bad" else 0)
    return worst
