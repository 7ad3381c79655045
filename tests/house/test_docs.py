"""The documents match the code: what they name exists, and what exists is named."""

import re
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

from manyvoices import config, wiring
from manyvoices.shell.entry import COMMANDS
from tests.house.source import ROOT

READ = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "FEDERATION.md", "SECURITY.md"]
PATHS = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml))`")
LINKS = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
PLACES = (ROOT, ROOT / "manyvoices", ROOT / "manyvoices" / "web" / "templates")


@pytest.mark.parametrize("name", READ)
def test_files_that_a_document_names_exist(name: str) -> None:
    """Every path in backticks, read from the root or from the package; placeholders in <> are not paths."""
    missing = [path for path in PATHS.findall((ROOT / name).read_text(encoding="utf-8")) if not exists(path)]
    assert not missing, f"{name} names what is not there: {missing}"


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=lambda page: page.name
)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    """Relative links, from the page that holds them."""
    dead = [
        link for link in LINKS.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()
    ]
    assert not dead


def test_a_missing_file_is_seen() -> None:
    """The broken twin."""
    assert not exists("core/nowhere.py")


def test_every_command_stands_in_the_readme() -> None:
    """`./run COMMAND`: the table of the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in COMMANDS if f"| `{name}" not in readme]


def test_every_setting_says_what_it_is_for() -> None:
    """`manyvoices config` prints these sentences."""
    assert not [name for name, meaning in config.names().items() if not meaning.endswith(".")]


def test_every_decision_stands_in_the_list() -> None:
    """docs/decisions/README.md links each record."""
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert not [page.name for page in folder.glob("0*.md") if page.name not in listed]


def test_every_bench_stands_in_the_figures() -> None:
    """docs/benchmarks.md has the command of each bench."""
    figures = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    benches = [path.stem.replace("_", "-") for path in (ROOT / "manyvoices" / "bench").glob("*.py")]
    assert not [name for name in benches if name != "--init--" and f"bench {name}" not in figures]


def test_every_wired_path_leads_somewhere() -> None:
    """A name in the wiring that cannot be loaded would stop the worker."""
    paths = [*wiring.WORK.values(), *wiring.NETWORKS.values(), *wiring.IN_FLIGHT.values()]
    paths += [path for path, _ in wiring.CHORES.values()]
    assert all(import_string(path) for path in paths)


def exists(path: str) -> bool:
    """Whether a document's path is there."""
    return any((place / path).exists() for place in PLACES) or any((ROOT / "manyvoices").glob(f"*/{path}"))
