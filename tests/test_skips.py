"""What is said of skipped tests, and that .ci/run takes none: the plugin in a pytest of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SUITE = """
import pytest

@pytest.mark.browser
@pytest.mark.skip(reason="no Chromium")
def test_page(): pass

@pytest.mark.postgres
def test_server(): pass

@pytest.mark.skipif(True, reason="only SQLite has one file")
def test_file(): pass

@pytest.mark.sqlite
def test_own_file(db): pass

def test_plain(): pass

@pytest.mark.long
def test_patience(): pass

@pytest.fixture
def db(): pass

def test_rows(db): pass
"""
MARKS = "[pytest]\nmarkers =\n    browser\n    postgres\n    sqlite\n    long\n"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    (tmp_path / "test_suite.py").write_text(SUITE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(MARKS, encoding="utf-8")
    return tmp_path


def run(suite: Path, **settings: str) -> tuple[int, str]:
    """Exit code and output of the plugin's run."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("MANYVOICES_", "PYTEST_"))
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.skips"]
    env |= {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **settings}
    done = subprocess.run(command, cwd=suite, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_skips_are_told_with_the_command_that_enables_them(suite: Path) -> None:
    code, told = run(suite)
    assert (code, "4 passed, 2 skipped, 1 deselected" in told) == (0, True)
    assert "Skipped here: 1 need Chromium. One command enables them: ./run test-setup" in told
    assert "Skipped here: 1 (only SQLite has one file)" in told


def test_where_all_is_required_a_skip_fails(suite: Path) -> None:
    code, told = run(suite, MANYVOICES_TEST_REQUIRE_ALL="1")
    assert (code, "5 passed, 2 errors" in told) == (1, True)
    assert "here nothing may be: " in told


def test_each_of_two_runs_leaves_to_the_other_what_is_its(suite: Path) -> None:
    both = {"MANYVOICES_TEST_BOTH": "1"}
    assert "3 passed, 2 skipped, 2 deselected" in run(suite, **both)[1]
    named = {**both, "MANYVOICES_TEST_DATABASE_URL": "postgresql://127.0.0.1/none"}
    # On PostgreSQL: what names it and what has rows, not the page, not what only SQLite has, not what is without rows.
    assert "2 passed, 5 deselected" in run(suite, **named)[1]
