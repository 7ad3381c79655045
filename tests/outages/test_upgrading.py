"""An installation of an older version, upgraded by a command that is killed again and again."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from manyvoices.core.backups import sqlite
from manyvoices.shell.tests.running import environment, manyvoices, refusal

# As an installation of the first months has it: the tables from before people moved in, before publishing was trusted.
OLDER = {"publishing": "0001", "federation": "0001", "media": "0001"}
AGES_AGO = """
import os, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from tests.cast import make_cast
make_cast()
for app, name in {older!r}.items():
    call_command("migrate", app, name, verbosity=0, skip_checks=True)
"""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The data folder of the older version, with its people."""
    folder = tmp_path / "data"
    env = {**environment(folder), "DJANGO_SETTINGS_MODULE": "manyvoices.settings"}
    folder.mkdir()
    made = subprocess.run(
        [sys.executable, "-c", AGES_AGO.format(older=OLDER)],
        env=env,
        check=False,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    return folder


# promise C7
@pytest.mark.long
def test_an_upgrade_that_was_killed_is_finished_by_the_next(older: Path) -> None:
    planned = json.loads(manyvoices("upgrade", "--plan", "--json", folder=older).stdout)
    assert len(planned["migrations"]) >= 2
    assert all(one["changes"] for one in planned["migrations"])
    assert planned["last_backup"] is None
    chance, took = random.Random(), []
    command = [sys.executable, "-m", "manyvoices", "upgrade", "--no-backup"]
    for _ in range(5):
        took.append(round(chance.uniform(0.8, 3.0), 2))
        with subprocess.Popen(command, env=environment(older), stdout=subprocess.DEVNULL) as process:
            time.sleep(took[-1])
            process.kill()
    print("killed after", took)
    done = manyvoices("upgrade", folder=older)
    assert (done.returncode, done.stderr) == (0, "")
    assert "fits version" in done.stdout
    assert json.loads(manyvoices("upgrade", "--plan", "--json", folder=older).stdout)["migrations"] == []
    assert sqlite.trouble(older / "manyvoices.sqlite3") == ""
    with closing(sqlite3.connect(older / "manyvoices.sqlite3")) as opened:
        assert opened.execute("SELECT count(*) FROM people_person").fetchone() == (5,)


# promise C7
@pytest.mark.long
def test_an_upgrade_takes_its_backup_first_and_a_backup_of_the_older_version_is_restored(
    older: Path, tmp_path: Path
) -> None:
    code, sentence = refusal("upgrade", "--backup", "x", "--no-backup", folder=older)
    assert (code, "not both" in sentence) == (2, True)
    file = tmp_path / "older.zip"
    done = manyvoices("upgrade", "--backup", str(file), folder=older)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Backup: {file}")
    assert manyvoices("upgrade", folder=older).stdout.startswith("Nothing to do")
    restored = manyvoices("restore", str(file), "--replace", folder=older)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert json.loads(manyvoices("upgrade", "--plan", "--json", folder=older).stdout)["migrations"] == []
