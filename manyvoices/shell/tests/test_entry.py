"""The command itself: help, wrong use, wrong settings."""

import json
from pathlib import Path

import pytest

from manyvoices import __version__
from manyvoices.shell.entry import COMMANDS, run
from manyvoices.shell.tests.running import manyvoices, refusal


def test_help_names_every_command(tmp_path: Path) -> None:
    shown = manyvoices("--help", folder=tmp_path)
    assert shown.returncode == 0
    assert [name for name in COMMANDS if f"  {name} " not in shown.stdout] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run([name, "--help"])
    assert left.value.code == 0
    assert f"manyvoices {name}" in capsys.readouterr().out


def test_an_unknown_command_is_wrong_use(tmp_path: Path) -> None:
    shown = manyvoices("upp", folder=tmp_path)
    assert shown.returncode == 2
    assert "invalid choice: 'upp'" in shown.stderr


def test_the_version_is_told(tmp_path: Path) -> None:
    assert manyvoices("version", folder=tmp_path).stdout == f"Manyvoices {__version__}\n"


# promise K6
def test_an_unknown_setting_stops_the_start_with_a_suggestion(tmp_path: Path) -> None:
    code, sentence = refusal("up", folder=tmp_path, MANYVOICES_BIMD="127.0.0.1:1")
    assert code == 2
    assert sentence == "MANYVOICES_BIMD is not a setting of Manyvoices. Did you mean MANYVOICES_BIND?"


# promise K6
def test_a_wrong_value_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    code, sentence = refusal("up", folder=tmp_path, MANYVOICES_BIND="8000")
    assert code == 2
    assert sentence.startswith("MANYVOICES_BIND cannot be used: ")
    assert not list(tmp_path.iterdir())


def test_the_settings_are_shown_without_their_secrets(tmp_path: Path) -> None:
    secrets = {
        "MANYVOICES_SECRET_KEY": "very-secret",
        "DATABASE_URL": "postgresql://ann:very-secret@db.example/voices",
        "MANYVOICES_EMAIL_URL": "smtp://ann:very-secret@mail.example:587?from=ann@mail.example",
    }
    for arguments in (["config"], ["config", "--json"]):
        shown = manyvoices(*arguments, folder=tmp_path, **secrets)
        assert shown.returncode == 0, shown.stderr
        assert "very-secret" not in shown.stdout
    values = json.loads(shown.stdout)
    assert values["DATABASE_URL"] == "postgresql://ann:•••@db.example/voices"
    assert values["MANYVOICES_DATA_DIR"] == str(tmp_path)
