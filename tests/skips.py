"""A pytest plugin: says what was skipped and how to enable it; in .ci/run a skip is a failure.

`MANYVOICES_TEST_BOTH` says that the suite runs once on each database: then a test that needs the other one belongs
to the other run and is left out of this one. `MANYVOICES_TEST_REQUIRE_ALL` makes every skip a failure and brings
the tests marked `long` in, which are left out otherwise: `./run test` answers in minutes, `.ci/run` proves the rest.
"""

import os
from collections import Counter
from collections.abc import Iterable

import pytest

ENABLE = "./run test-setup"
NEEDS = {"browser": "Chromium", "postgres": "PostgreSQL", "node": "Node 22", "faketime": "faketime"}
ROWS = {"db", "transactional_db"}
WHOLE_PRODUCT = ("tests/interop/", "tests/journeys/", "tests/kills/", "tests/races/", "manyvoices/shell/")
LONG = (
    "tests/browser/",
    "tests/interop/",
    "tests/kills/",
    "tests/races/",
    "tests/journeys/",
    "manyvoices/serve/",
)
ONLY_SQLITE = "only SQLite"  # how the reason of a test begins that has nothing to show on PostgreSQL


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the long files first, and leave out what the run on the other database does."""
    items.sort(
        key=lambda item: not any(folder in item.nodeid for folder in LONG)
    )  # stable: files stay together
    left_out = {item for item in items if is_left_out(item)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def is_left_out(item: pytest.Item) -> bool:
    """Whether this run does without the test: too long for it, or the other database's."""
    if item.get_closest_marker("long") and "MANYVOICES_TEST_REQUIRE_ALL" not in os.environ:
        return True
    on_postgresql = bool(os.environ.get("MANYVOICES_TEST_DATABASE_URL"))
    return "MANYVOICES_TEST_BOTH" in os.environ and belongs_elsewhere(item, on_postgresql=on_postgresql)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport() -> Iterable[None]:
    """Turn a skip into a failure where everything is required."""
    outcome = yield
    report: pytest.TestReport = outcome.get_result()  # type: ignore[attr-defined]
    if report.skipped and "MANYVOICES_TEST_REQUIRE_ALL" in os.environ and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, and here nothing may be: {report.longrepr}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one line on what was skipped for want of a program, one for every other reason."""
    missing, reasons = tally(terminalreporter.stats.get("skipped", []))
    if missing:
        told = ", ".join(f"{count} need {NEEDS[name]}" for name, count in sorted(missing.items()))
        terminalreporter.write_line(f"Skipped here: {told}. One command enables them: {ENABLE}")
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"Skipped here: {count} ({reason})")


def tally(reports: Iterable[pytest.TestReport]) -> tuple[Counter[str], Counter[str]]:
    """How many tests were skipped for want of each program, and for each other reason."""
    missing: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for report in reports:
        wants = [name for name in NEEDS if name in report.keywords]
        if wants:
            missing[wants[0]] += 1
        else:
            reasons[reason_of(report)] += 1
    return missing, reasons


def reason_of(report: pytest.TestReport) -> str:
    """Why a test was skipped."""
    where = report.longrepr
    text = where[2] if isinstance(where, tuple) else str(where)
    return text.removeprefix("Skipped: ")


def belongs_elsewhere(item: pytest.Item, *, on_postgresql: bool) -> bool:
    """Whether a test shows something on the other database only."""
    if not on_postgresql:
        return item.get_closest_marker("postgres") is not None
    if any(item.get_closest_marker(own) for own in ("browser", "sqlite")) or not asks_the_database(item):
        return True
    marks = item.iter_markers("skipif")
    return any(str(mark.kwargs.get("reason", "")).startswith(ONLY_SQLITE) for mark in marks)


def asks_the_database(item: pytest.Item) -> bool:
    """Whether another database could make a difference: a test with rows, or one of the whole product."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    whole = any(folder in item.nodeid for folder in WHOLE_PRODUCT)
    return bool(marked) or whole or bool(ROWS & set(getattr(item, "fixturenames", ())))
