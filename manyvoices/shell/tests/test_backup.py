"""`backup`, `verify-backup`, `restore`: as an operator types them."""

import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from manyvoices.shell.data_folder import SWITCHING, hold_data_folder
from manyvoices.shell.tests.running import manyvoices, refusal


def said(*arguments: str, folder: Path) -> str:
    done = manyvoices(*arguments, folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def settle(folder: Path) -> None:
    """An organisation lives in the folder, and a picture."""
    with closing(sqlite3.connect(folder / "manyvoices.sqlite3")) as opened, opened:
        names = [row[1] for row in opened.execute("PRAGMA table_info(people_organisation)")]
        values = {
            "id": 1,
            "name": "Northlight",
            "review_new_contacts": 1,
            "world": "live",
            "set_up_at": "2026-01-01",
        }
        given = [values.get(name, None if name.endswith("_at") else "") for name in names]
        marks = ",".join("?" * len(names))
        opened.execute(f"INSERT INTO people_organisation VALUES ({marks})", given)  # noqa: S608
    (folder / "media").mkdir()
    (folder / "media" / "a.jpg").write_bytes(b"picture")


def names(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "manyvoices.sqlite3")) as opened:
        return [row[0] for row in opened.execute("SELECT name FROM people_organisation")]


# promise C6
def test_an_installation_moves_to_another_machine(installed: Path, tmp_path: Path) -> None:
    settle(installed)
    file = tmp_path / "all.zip"
    assert "keep it like a password" in said("backup", str(file), folder=installed)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    there = tmp_path / "another"
    assert "starts paused" in said("restore", str(file), folder=there)
    assert names(there) == ["Northlight"]
    assert (there / "media" / "a.jpg").read_bytes() == b"picture"
    assert (there / "secrets.json").read_bytes() == (installed / "secrets.json").read_bytes()
    with closing(sqlite3.connect(there / "manyvoices.sqlite3")) as opened:
        assert opened.execute("SELECT covers, ended_at FROM pauses_pause").fetchall() == [
            ("all_but_crisis", None)
        ]


@pytest.mark.long
def test_what_lives_here_is_replaced_only_when_told_and_kept_aside(installed: Path) -> None:
    settle(installed)
    file = Path(json.loads(said("backup", "--json", folder=installed))["file"])
    assert file.parent == installed / "backups"
    whole = json.loads(said("verify-backup", str(file), "--json", folder=installed))
    assert (whole["whole"], whole["counts"]["people_organisation"]) == (True, 1)
    secret = json.loads((installed / "secrets.json").read_text())
    assert not any(key in json.dumps(whole) for key in [secret["secret_key"], *secret["encryption_keys"]])
    before = {path: path.read_bytes() for path in installed.rglob("*.jpg")}
    (installed / "media" / "later.jpg").write_bytes(b"later")
    code, sentence = refusal("restore", str(file), folder=installed)
    assert (code, "--replace" in sentence) == (2, True)
    said("restore", str(file), "--replace", folder=installed)
    assert {path: path.read_bytes() for path in installed.glob("media/*.jpg")} == before
    [aside] = installed.glob("before-restore-*")
    assert names(aside) == ["Northlight"]
    assert (aside / "media" / "later.jpg").exists()
    assert file.exists()


# promise C9
@pytest.mark.long
def test_nothing_is_touched_by_a_backup_that_cannot_be_used(installed: Path, tmp_path: Path) -> None:
    settle(installed)
    file, bad = tmp_path / "all.zip", tmp_path / "bad.zip"
    said("backup", str(file), folder=installed)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    bad.write_bytes(content)
    before = sorted(path for path in installed.rglob("*"))
    (tmp_path / "words.txt").write_text("no backup")
    for what, word in (
        ("bad.zip", "damaged"),
        ("words.txt", "no whole backup"),
        ("none.zip", "cannot be read"),
    ):
        code, sentence = refusal("restore", str(tmp_path / what), "--replace", folder=installed)
        assert (code, word in sentence) == (1, True), sentence
        assert refusal("verify-backup", str(tmp_path / what), folder=installed)[0] == 1
    assert {"running.lock"} >= {path.name for path in installed.rglob("*")} - {path.name for path in before}
    with hold_data_folder(installed):
        code, sentence = refusal("restore", str(file), "--replace", folder=installed)
    assert (code, "already running" in sentence) == (3, True)
    postgresql = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x"}
    code, sentence = refusal("restore", str(file), folder=installed, **postgresql)
    assert (code, "holds a SQLite database" in sentence) == (2, True)
    assert names(installed) == ["Northlight"]


@pytest.mark.long
def test_what_cannot_be_asked_is_one_sentence(installed: Path, tmp_path: Path) -> None:
    for arguments, word in (
        (["restore"], "Name the FILE"),
        (["restore", "x", "--finish"], "Name the FILE"),
        (["backup", "/nowhere/at/all.zip"], "There is no folder"),
        (["backup", str(installed / "secrets.json")], "is there already"),
        (["restore", "--finish"], "No restore waits"),
    ):
        code, sentence = refusal(*arguments, folder=installed)
        assert (code, word in sentence) == (2, True), sentence
    code, sentence = refusal("backup", folder=tmp_path / "empty")
    assert (code, "nothing to back up" in sentence) == (1, True)


@pytest.mark.long
def test_a_restore_that_was_interrupted_is_finished_and_starts_nothing_before(
    installed: Path, tmp_path: Path
) -> None:
    """As after a power cut between the renames: half of it is in place, half still waits."""
    settle(installed)
    staging = installed / ".restoring-20260101000000"
    staging.mkdir()
    for name in ("manyvoices.sqlite3", "secrets.json"):
        (staging / name).write_bytes((installed / name).read_bytes())
    plan = {"schema": "", "old": ["manyvoices.sqlite3", "media", "secrets.json"]}
    new = ["manyvoices.sqlite3", "secrets.json"]
    (staging / SWITCHING).write_text(json.dumps({**plan, "new": new}))
    aside = installed / "before-restore-20260101000000"
    aside.mkdir()
    (installed / "manyvoices.sqlite3").rename(aside / "manyvoices.sqlite3")
    for command in (["up"], ["pause", "status"], ["backup"]):
        code, sentence = refusal(*command, folder=installed)
        assert (code, "restore --finish" in sentence) == (3, True)
    assert "Restored" in said("restore", "--finish", folder=installed)
    assert names(installed) == names(aside) == ["Northlight"]
    assert (aside / "media" / "a.jpg").exists()
    assert not staging.exists()
