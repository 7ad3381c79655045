"""`check`: one line a problem, a non-zero exit, and nothing changed."""

import json
from pathlib import Path

import pytest

from manyvoices.shell.tests.running import manyvoices


def problems(folder: Path) -> tuple[int, dict[str, str]]:
    done = manyvoices("check", "--json", folder=folder)
    assert done.stderr == ""
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, {row["where"]: row["problem"] for row in found}


@pytest.mark.long
def test_an_empty_folder_lacks_its_tables(tmp_path: Path) -> None:
    code, found = problems(tmp_path)
    assert (code, list(found)) == (1, ["database"])
    assert "not applied" in found["database"]
    assert problems(tmp_path) == (code, found)


def test_a_stopped_installation_lacks_its_worker_and_open_secrets_are_told(installed: Path) -> None:
    (installed / "secrets.json").chmod(0o644)
    code, found = problems(installed)
    assert (code, list(found)) == (1, ["secrets", "worker"])
    assert "chmod 600" in found["secrets"]
