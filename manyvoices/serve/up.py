"""Start web and worker under one supervisor, and stop them cleanly with Ctrl+C."""

import argparse
import sys

from manyvoices.serve.supervisor import up
from manyvoices.shell.opening import program, settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: everything is a setting."""
    parser.epilog = (
        "Listens on 127.0.0.1:8000 unless MANYVOICES_BIND says otherwise: put a reverse proxy in front."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run until stopped. Returns 1 when something in flight could not be finished in time."""
    return up(settings(), say, program())


def say(text: str) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
