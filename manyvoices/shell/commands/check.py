"""Look for problems without starting anything: one line each, and a non-zero exit when there is one."""

import argparse
import json

from manyvoices.shell.opening import settings
from manyvoices.shell.problems import FAILED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="one JSON object a problem")


def run(arguments: argparse.Namespace) -> int:
    """Returns 0 without a problem, else 1. Raises Problem when the settings cannot be read at all."""
    config = settings()
    from manyvoices.shell.checking import problems  # noqa: PLC0415 -- imports Django, after the settings are valid

    found = list(problems(config))
    for where, sentence in found:
        print(json.dumps({"where": where, "problem": sentence}) if arguments.json else f"{where}: {sentence}")
    if not found and not arguments.json:
        print("No problem found.")
    return FAILED if found else 0
