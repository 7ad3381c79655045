"""Erase a person: rows, pictures, what their own voices published, their name in the record.

PERSON is an e-mail address, a login, a handle or a number. It cannot be undone, so it says what will happen and asks;
--yes does not ask. Backups made before still hold the person.
"""

import argparse
import sys

from manyvoices.shell.opening import django_ready, settings
from manyvoices.shell.problems import FAILED, USAGE, Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PERSON and --yes."""
    parser.add_argument("person", metavar="PERSON", help="e-mail address, login, handle or number")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: argparse.Namespace) -> int:
    """Print what was done and what stays. Returns 1 when the answer was no. Raises Problem for nobody or several."""
    config = settings()
    django_ready(config)
    from manyvoices.shell import erasing  # noqa: PLC0415 -- models exist only after django.setup()

    person = erasing.found(arguments.person)
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise Problem("There is no terminal to ask at: say --yes if you mean it.", USAGE)
        print(erasing.consequences(person))
        if input("Type erase to go on: ").strip() != "erase":
            print("Nothing was changed.")
            return FAILED
    print(erasing.told(config, erasing.erase(config, person)))
    return 0
