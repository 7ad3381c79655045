"""Show which test proves which promise, and how it ended in the last run of ./run test.

A test says which promise it proves by a line `# promise A1` above it.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from manyvoices.shell.problems import ENVIRONMENT, Problem

ROOT = Path(__file__).resolve().parents[3]
LAST_RUN = ROOT / ".cache" / "tests.xml"
_MARK = re.compile(r"# promise ((?:[A-Z]\d+(?:, )?)+)$")
_TEST = re.compile(r"(?:async )?def (test_\w+)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="one JSON object a test")


def run(arguments: argparse.Namespace) -> int:
    """Print promise, result and test, in order. Returns 1 when a test failed in the last run."""
    outcomes = last_outcomes(LAST_RUN)
    rows = [(promise, outcomes.get(test, "not run"), test) for promise, test in sorted(proofs(ROOT))]
    if not rows:
        raise Problem("No tests are here: promises are shown in a checkout of the source.", ENVIRONMENT)
    for promise, outcome, test in rows:
        row = {"promise": promise, "outcome": outcome, "test": test}
        print(json.dumps(row) if arguments.json else f"{promise:<5} {outcome:<8} {test}")
    return int(any(outcome == "failed" for _, outcome, _ in rows))


def proofs(root: Path) -> Iterator[tuple[str, str]]:
    """Pairs of promise and test (`package.module::function`) of all test files below `root`."""
    for folder in ("manyvoices", "tests"):
        for file in (root / folder).rglob("test_*.py"):
            module = ".".join(file.relative_to(root).with_suffix("").parts)
            yield from ((promise, f"{module}::{test}") for promise, test in marked(file.read_text("utf-8")))


def marked(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of promise and test function of one file; several marks may stand above one test."""
    waiting: list[str] = []
    for line in text.splitlines():
        if found := _MARK.match(line):
            waiting += found.group(1).split(", ")
        elif found := _TEST.match(line):
            yield from ((promise, found.group(1)) for promise in waiting)
            waiting = []


def last_outcomes(report: Path) -> dict[str, str]:
    """`passed`, `failed` or `skipped` by test, from the report of the last whole run; empty without one."""
    if not report.exists():
        return {}
    outcomes: dict[str, str] = {}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 -- we wrote that file
        name = f"{case.get('classname')}::{str(case.get('name')).partition('[')[0]}"
        outcomes[name] = worse(outcomes.get(name, "passed"), outcome_of(case))
    return outcomes


def outcome_of(case: ElementTree.Element) -> str:
    """How one test ended."""
    tags = {child.tag for child in case}
    if tags & {"failure", "error"}:
        return "failed"
    return "skipped" if "skipped" in tags else "passed"


def worse(one: str, other: str) -> str:
    """The outcome of a test with several cases."""
    order = ["passed", "skipped", "failed"]
    return max(one, other, key=order.index)
