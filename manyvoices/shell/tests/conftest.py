"""Installations that commands find, without the seconds that making a database takes."""

import shutil
from pathlib import Path

import pytest

from manyvoices.shell.tests.running import manyvoices


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "data"
    done = manyvoices("pause", "status", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def installed(_made_once: Path, tmp_path: Path) -> Path:
    """The data folder of an installation that was started once and is not set up."""
    return Path(shutil.copytree(_made_once, tmp_path / "data"))
