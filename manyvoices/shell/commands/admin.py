"""Let an administrator in without a browser, or after a lost password.

`admin create EMAIL` prints a link, good once within an hour, to choose a password and be administrator. Where no
organisation is set up yet, it sets one up: it asks for what is missing at the terminal; without a terminal give
--organisation, --name and --password-file (- reads one line from standard input).
"""

import argparse

from manyvoices.shell.opening import django_ready, settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """create EMAIL, and what a first set-up needs."""
    parser.add_argument("what", choices=["create"])
    parser.add_argument("email", metavar="EMAIL")
    parser.add_argument("--name", default="", help="the administrator's name")
    parser.add_argument("--organisation", default="", help="the organisation's name, for the first set-up")
    parser.add_argument(
        "--password-file", default="", help="where the first password stands; - is standard input"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what to open. Raises Problem when the address or the password cannot be used."""
    config = settings()
    django_ready(config)
    from manyvoices.shell import admitting  # noqa: PLC0415 -- models exist only after django.setup()

    print(admitting.admit(config, arguments))
    return 0
