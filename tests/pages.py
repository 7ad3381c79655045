"""Reads docs/pages.md, and asks every page as everybody would."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from manyvoices.people.models import Person, Role, RoleName, Unit
from tests.cast import Cast, role

PAGE = Path(__file__).parent.parent / "docs" / "pages.md"
# What a page answers to those who may not see it; a visitor is led to the sign-in instead.
REFUSALS = {403, 404}
DOOR = "/sign-in"
# Pages that answered a look with "press only": they are not looked at again.
ONLY_PRESSED: set[str] = set()


@dataclass(frozen=True)
class Row:
    """A line of the table: a page by its name, whose things it shows, and who sees it then."""

    page: str
    shows: str
    who: str

    @property
    def roles(self) -> frozenset[str]:
        """The roles that see it, held in the unit of those things or, after `whole:`, in all of the organisation."""
        named = self.who.removeprefix("whole:")
        if named.strip() == "signed in":
            return frozenset(RoleName.values)
        return frozenset(name.strip() for name in named.split(",")) & frozenset(RoleName.values)

    @property
    def whole(self) -> bool:
        """Whether the role must be held for the whole organisation."""
        return self.who.startswith("whole:")


@dataclass(frozen=True)
class Address:
    """A named address and the names of what stands in it."""

    name: str
    parameters: frozenset[str]


def rows() -> list[Row]:
    """The tables of the page, their heads left out."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [Row(*line) for line in cells if line[0] != "page"]


def addresses() -> Iterator[Address]:
    """Every address there is."""
    yield from _below(get_resolver())


def ask(client: Client, page: str, things: dict[str, Any]) -> int:
    """The status of the page about these things; a page that only takes a press gets an empty one."""
    wanted = next(found.parameters for found in addresses() if found.name == page)
    path = reverse(page, kwargs={name: things[name] for name in wanted})
    answer = client.post(path) if page in ONLY_PRESSED else client.get(path)
    if answer.status_code == 405:
        ONLY_PRESSED.add(page)
        answer = client.post(path)
    if answer.streaming:  # read to its end it closes itself, and what it holds open
        list(answer)
    to_the_door = answer.status_code == 302 and answer["Location"].startswith(DOOR)
    return 401 if to_the_door else answer.status_code


def signed_in(who: Person) -> Client:
    """Somebody at the front door, already inside."""
    client = Client(raise_request_exception=True)
    client.force_login(who)
    return client


def holding(who: Person, names: frozenset[str], unit: Unit) -> None:
    """Give these roles in this unit, and no others."""
    Role.objects.filter(person=who).delete()
    for name in sorted(names):
        role(who, RoleName(name), unit)


Stage = Callable[[Cast], dict[str, Any]]


def _below(resolver: URLResolver) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _below(entry)
        elif isinstance(entry, URLPattern) and entry.name:
            named = set(entry.pattern.converters) | set(entry.pattern.regex.groupindex)
            yield Address(entry.name, frozenset(re.sub(r"\W", "", name) for name in named))
