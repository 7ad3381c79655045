"""The product's source, parsed once."""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "manyvoices"


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def is_test(self) -> bool:
        """Whether it stands in a `tests` folder."""
        return "/tests/" in f"/{self.path}"

    @property
    def app(self) -> str:
        """The first folder below `manyvoices`, or ""."""
        parts = self.path.split("/")
        return parts[1] if len(parts) > 2 and parts[0] == "manyvoices" else ""


@cache
def product() -> tuple[Source, ...]:
    """Every Python file of the product, tests beside it included, migrations left out."""
    return tuple(_sources(PACKAGE))


@cache
def everything() -> tuple[Source, ...]:
    """The product and the tests around it."""
    return (*product(), *_sources(ROOT / "tests"))


def _sources(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts and "node_modules" not in path.parts:
            text = path.read_text(encoding="utf-8")
            yield Source(str(path.relative_to(ROOT)), text, parsed(text))


def parsed(text: str) -> ast.Module:
    """The tree of a text. Collected garbage must not run in between: Python 3.11's parser counts its depth wrongly then."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(text)
    finally:
        if collecting:
            gc.enable()
