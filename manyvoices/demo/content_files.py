"""The words of the demo, read from `content/*.toml`: a writer changes them without reading Python."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
DEPARTMENTS = ("operations", "workshops", "care", "people")

Table = dict[str, Any]


@cache
def read(name: str) -> Table:
    """One file, by its name without the ending."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def own_voices() -> list[Table]:
    """The twenty-five colleagues, department by department, each with `department`."""
    return [
        {**voice, "department": read(name)["department"]}
        for name in DEPARTMENTS
        for voice in read(name)["voice"]
    ]


def shared_voices() -> list[Table]:
    """The brands', departments' and groups' voices; the first is the official account."""
    found: list[Table] = read("shared")["voice"]
    return found
