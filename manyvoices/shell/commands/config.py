"""Show every setting with its value and meaning; secrets are masked."""

import argparse
import json

from manyvoices.config import MASK, shown, value_of
from manyvoices.shell.opening import settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="one JSON object: name to value")


def run(arguments: argparse.Namespace) -> int:
    """Print the settings."""
    config = settings()
    lines = shown(config)
    values = {
        line.name: (MASK if value_of(config, line.name) else "") if line.is_secret else line.value
        for line in lines
    }
    if arguments.json:
        print(json.dumps(values, indent=2))
        return 0
    for line in lines:
        print(f"{line.name}={values[line.name]}\n    {line.meaning}")
    return 0
