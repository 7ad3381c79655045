"""Show the version."""

import argparse

from manyvoices import __version__


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(arguments: argparse.Namespace) -> int:
    """Print the version."""
    print(f"Manyvoices {__version__}")
    return 0
