"""./run: what it installs when, and what it says on a machine that lacks something."""

import importlib.util
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The file `run` as a module, at home in an empty folder with three lock files."""
    loader = SourceFileLoader("run_file", str(ROOT / "run"))
    spec = importlib.util.spec_from_loader("run_file", loader)
    assert spec
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    for name in ("app", "dev", "uv"):
        (tmp_path / f"{name}.txt").write_text(f"{name}==1", encoding="utf-8")
    module.ROOT = module.LOCKS = tmp_path  # type: ignore[attr-defined]
    module.VENV = tmp_path / ".venv"  # type: ignore[attr-defined]
    module.PYTHON = tmp_path / ".venv" / "bin" / "python"  # type: ignore[attr-defined]
    module.STAMP = tmp_path / ".venv" / "stamp"  # type: ignore[attr-defined]
    module.UV_FOLDER = tmp_path / "uv"  # type: ignore[attr-defined]
    module.UV = tmp_path / "uv" / "bin" / "uv"  # type: ignore[attr-defined]
    return module


@pytest.fixture
def steps(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would be installed, in order."""
    done: list[str] = []

    def call(command: list[str], _what: str) -> None:
        done.append("venv" if "venv" in command else Path(command[-1]).stem)
        run.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        run.PYTHON.touch()

    monkeypatch.setattr(run, "call", call)
    monkeypatch.setattr(run, "uv", lambda: "uv")
    return done


def test_a_second_start_installs_nothing(run: ModuleType, steps: list[str]) -> None:
    run.install("app")
    assert steps == ["venv", "app"]
    run.install("app")
    assert steps == ["venv", "app"]


def test_between_test_and_up_nothing_is_installed(run: ModuleType, steps: list[str]) -> None:
    for wanted in ("app", "dev", "app", "dev"):
        run.install(wanted)
    assert steps == ["venv", "app", "dev"]


def test_a_new_lock_is_installed_and_a_developer_stays_one(run: ModuleType, steps: list[str]) -> None:
    run.install("dev")
    (run.LOCKS / "dev.txt").write_text("dev==2", encoding="utf-8")
    run.install("app")
    assert steps == ["venv", "dev", "dev"]


def test_without_pip_one_sentence_says_so(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bare = tmp_path / "python-without-pip"
    bare.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    bare.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(bare))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as left:
        run.uv()
    assert left.value.code == 3
    assert capsys.readouterr().err.startswith(f"pip is missing for {bare}: install it")


def test_a_failed_step_tells_its_reason_in_a_sentence(
    run: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = "echo noise >&2; echo 'ERROR: no route to the index' >&2; exit 1"
    with pytest.raises(SystemExit) as left:
        run.call(["sh", "-c", failing], "the installer uv")
    assert left.value.code == 3
    told = capsys.readouterr().err
    assert told.startswith("The installer uv could not be installed: ERROR: no route to the index\n")
    assert "check the network" in told


def test_the_index_that_pip_was_told_is_handed_on(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    telling = tmp_path / "python-with-pip"
    telling.write_text(
        "#!/bin/sh\necho \"global.index-url='https://packages.example/simple'\"\necho \":env:.cert='/etc/ca.pem'\"\n",
        encoding="utf-8",
    )
    telling.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(telling))
    assert run.pip_settings() == {
        "UV_DEFAULT_INDEX": "https://packages.example/simple",
        "SSL_CERT_FILE": "/etc/ca.pem",
    }
