"""The whole suite, as `./run test` runs it: on SQLite, then on PostgreSQL where a server is named.

In .ci/run, where nothing may be skipped, a PostgreSQL server of our own is started.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import throwaway

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / ".cache"
SERVER = "MANYVOICES_TEST_DATABASE_URL"
REQUIRED = "MANYVOICES_TEST_REQUIRE_ALL"


def main() -> int:
    """The exit code of the first run that failed, else 0."""
    with server() as url:
        if not url:
            alone = run("SQLite", "tests.xml", {})
            return alone or missing()
        both = {"MANYVOICES_TEST_BOTH": "1"}
        first = run("SQLite", "tests.xml", both)
        return run("PostgreSQL", "tests-postgresql.xml", {**both, SERVER: url}) or first


def run(database: str, report: str, settings: dict[str, str]) -> int:
    """Run the suite once and say on what."""
    print(f"— the tests on {database}", flush=True)
    kept = {name: value for name, value in os.environ.items() if name != SERVER}
    # In the order of the plugin: the files that take longest first, so that no worker is left alone with one at the end.
    spread = ["-n", workers(), "--dist", "loadfile", "--no-loadscope-reorder"]
    options = ["-p", "tests.skips", *spread, f"--junitxml={REPORTS / report}"]
    command = [sys.executable, "-m", "pytest", *options]
    return subprocess.run(command, cwd=ROOT, env={**kept, **settings}, check=False).returncode


def workers() -> str:
    """How many at once: one a core, and half as many more where the long tests run, which wait more than they compute."""
    cores = os.cpu_count() or 2
    return str(cores + cores // 2) if REQUIRED in os.environ else "auto"


@contextmanager
def server() -> Iterator[str | None]:
    """The server that the environment names, else one of our own where all is required, else None."""
    named = os.environ.get(SERVER)
    if named or REQUIRED not in os.environ:
        yield named
        return
    with throwaway() as url:
        yield url


def missing() -> int:
    """1 where PostgreSQL is required and is not there."""
    if REQUIRED not in os.environ:
        return 0
    print("PostgreSQL is required here and could not be found.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
