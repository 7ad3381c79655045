"""The lock files: in step with pyproject.toml, every package pinned by hash, no package index named."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["app", "dev", "interop", "uv"]
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


def lock_text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(text: str) -> dict[str, str]:
    """Package name to version of a lock file."""
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    return dict(line.split(" ")[0].split("==", 1) for line in lines)


def unhashed(text: str) -> list[str]:
    """Entries of a lock file that pip or uv would take from anybody."""
    entries = re.split(r"\n(?=\S)", text.strip())
    return [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]


def hosts(text: str) -> list[str]:
    """Whatever names a place to fetch from."""
    return re.findall(r"https?:|file:|--index|--extra|--find-links|@ ", text)


def wanted(*groups: str) -> set[str]:
    """Names that pyproject.toml asks for directly: of the product, or of dependency groups."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [line for group in groups for line in project["dependency-groups"][group]]
    lines = lines or project["project"]["dependencies"]
    found = [NAME.match(line) for line in lines]
    return {match.group().lower().replace("_", "-").replace(".", "-") for match in found if match}


def test_the_product_lock_has_every_dependency() -> None:
    assert wanted() - pins(lock_text("app")).keys() == set()


def test_the_development_lock_has_the_product_and_its_group() -> None:
    app, dev = pins(lock_text("app")), pins(lock_text("dev"))
    assert wanted("dev") - dev.keys() == set()
    assert {name for name, version in app.items() if dev.get(name) != version} == set()


def test_the_interoperability_lock_has_its_group() -> None:
    assert wanted("interop") - pins(lock_text("interop")).keys() == set()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_hashed_and_no_host_is_named(name: str) -> None:
    assert unhashed(lock_text(name)) == []
    assert hosts(lock_text(name)) == []


def test_the_checks_see_what_they_look_for() -> None:
    assert unhashed("a==1 \\\n    --hash=sha256:00\nb==2\n") == ["b==2"]
    assert unhashed("a>=1 \\\n    --hash=sha256:00\n") != []
    assert hosts("--index-url https://packages.example/simple\n") == ["--index", "https:"]
    assert hosts("a @ file:///tmp/a.whl\n") == ["@ ", "file:"]
