"""Measure. `manyvoices bench` lists the benches, `manyvoices bench NAME --json` prints one JSON line a measurement."""

import argparse
import inspect
import json
import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec

from manyvoices.core.refusals import Invalid
from manyvoices.shell.opening import django_ready, settings
from manyvoices.shell.problems import USAGE, Problem

PACKAGE = "manyvoices.bench"
OWN_OPTIONS = ("complaints", "topics", "train_share")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """NAME and --json, and what single benches take."""
    parser.add_argument("name", nargs="?", help="which bench; without it they are listed")
    parser.add_argument("--json", action="store_true", help="one JSON line a measurement")
    own = parser.add_argument_group("bench triage")
    own.add_argument("--complaints", metavar="FILE", help="CSV with text and label: complaint or not")
    own.add_argument("--topics", metavar="FILE", help="CSV with text and label: the topic")
    own.add_argument(
        "--train-share", metavar="X", type=float, help="share to learn from; 0 is the cold start"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run one bench: a module of manyvoices.bench with `measure()`, an iterable of mappings."""
    if not arguments.name:
        print("\n".join(names()))
        return 0
    arguments.name = arguments.name.replace("_", "-")
    if arguments.name not in names():
        raise Problem(f"There is no bench {arguments.name}. There are: {', '.join(names())}.", USAGE)
    django_ready(settings())
    measure = import_module(f"{PACKAGE}.{arguments.name.replace('-', '_')}").measure
    try:
        for measurement in measure(**_given(arguments, measure)):
            print(json.dumps(measurement) if arguments.json else line(measurement), flush=True)
    except Invalid as refused:
        raise Problem(str(refused), USAGE) from refused
    return 0


def _given(arguments: argparse.Namespace, measure: Callable[..., object]) -> dict[str, object]:
    """The options that were said, which this bench has to take."""
    said = {name: value for name in OWN_OPTIONS if (value := getattr(arguments, name, None)) is not None}
    foreign = [name for name in said if name not in inspect.signature(measure).parameters]
    if foreign:
        raise Problem(f"bench {arguments.name} takes no --{foreign[0].replace('_', '-')}.", USAGE)
    return said


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
