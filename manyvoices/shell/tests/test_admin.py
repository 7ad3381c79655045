"""`admin create`: the first administrator without a browser, the next by link."""

from pathlib import Path

import pytest

from manyvoices.shell.tests.running import manyvoices, refusal

PASSWORD = "a long enough one"


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    return file


def test_the_first_administrator_sets_up_and_the_next_gets_a_link(
    installed: Path, password_file: Path
) -> None:
    who = ["--organisation", "Northlight", "--name", "Ada", "--password-file", str(password_file)]
    first = manyvoices("admin", "create", "ada@northlight.example", *who, folder=installed)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Ada is administrator. Sign in at http://localhost:8000/")
    second = manyvoices("admin", "create", "bo@northlight.example", folder=installed)
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.startswith("Open http://localhost:8000/")
    assert "within an hour" in second.stdout
    code, sentence = refusal("admin", "create", "no address", folder=installed)
    assert (code, sentence) == (2, "This is not an e-mail address.")


@pytest.mark.long
def test_without_a_terminal_nothing_is_asked(installed: Path, password_file: Path) -> None:
    code, sentence = refusal("admin", "create", "ada@northlight.example", folder=installed)
    assert (code, sentence) == (2, "There is no terminal to ask at: give --organisation.")
    password_file.write_text("short", encoding="utf-8")
    who = ["--organisation", "Northlight", "--name", "Ada", "--password-file", str(password_file)]
    code, sentence = refusal("admin", "create", "ada@northlight.example", *who, folder=installed)
    assert code == 2
    assert "too short" in sentence
