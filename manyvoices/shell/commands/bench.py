"""Measure. `manyvoices bench` lists the benches, `manyvoices bench NAME --json` prints one JSON line a measurement."""

import argparse
import json
import pkgutil
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

from manyvoices.shell.opening import django_ready, settings
from manyvoices.shell.problems import USAGE, Problem

PACKAGE = "manyvoices.bench"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """NAME and --json."""
    parser.add_argument("name", nargs="?", help="which bench; without it they are listed")
    parser.add_argument("--json", action="store_true", help="one JSON line a measurement")


def run(arguments: argparse.Namespace) -> int:
    """Run one bench: a module of manyvoices.bench with `measure()`, an iterable of mappings."""
    if not arguments.name:
        print("\n".join(names()))
        return 0
    arguments.name = arguments.name.replace("_", "-")
    if arguments.name not in names():
        raise Problem(f"There is no bench {arguments.name}. There are: {', '.join(names())}.", USAGE)
    django_ready(settings())
    for measurement in import_module(f"{PACKAGE}.{arguments.name.replace('-', '_')}").measure():
        print(json.dumps(measurement) if arguments.json else line(measurement), flush=True)
    return 0


def names() -> list[str]:
    """The benches there are."""
    found = find_spec(PACKAGE)
    places = found.submodule_search_locations if found else None
    return (
        sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(places) if not module.ispkg)
        if places
        else []
    )


def line(measurement: Mapping[str, object]) -> str:
    """A measurement for people."""
    return "  ".join(f"{name} {value}" for name, value in measurement.items())
