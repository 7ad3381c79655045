"""Reads docs/roles.md, and says how an app tries its actions for it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from pathlib import Path

from manyvoices.people.models import Person
from tests.cast import Cast

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "roles.md"

Act = Callable[[Person, Cast], object]


@dataclass(frozen=True)
class Try:
    """How an action is tried by somebody with one role and nothing else.

    `other` acts upon what belongs to others in the unit `cast.operations` (or to the organisation); `own` upon what
    is the actor's own. Each gets a person of that unit and prepares what it needs; None where there is no such thing.
    """

    other: Act | None = None
    own: Act | None = None


def tries(app: str) -> dict[str, Try]:
    """The tries of an app by action: `TRIES` of its `tests/role_tries*.py`."""
    found: dict[str, Try] = {}
    for file in sorted(ROOT.glob(f"manyvoices/{app}/tests/role_tries*.py")):
        found |= import_module(f"manyvoices.{app}.tests.{file.stem}").TRIES
    return found


def actions() -> dict[str, bool]:
    """Every action there is, as app.action, and whether a person does it: whether it takes an `actor`."""
    files = [file for file in ROOT.glob("manyvoices/*/actions/*.py") if file.stem != "__init__"]
    return {f"{file.parent.parent.name}.{file.stem}": _takes_an_actor(file) for file in files}


def _takes_an_actor(file: Path) -> bool:
    module = import_module(f"manyvoices.{file.parent.parent.name}.actions.{file.stem}")
    return "actor" in signature(getattr(module, file.stem)).parameters


def table(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of the page, its head included, its ruler left out."""
    section = PAGE.read_text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def by_role() -> dict[str, dict[str, str]]:
    """The cells of the first table: action -> role -> yes, whole, own or no."""
    head, *rows = table("Role and action")
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
