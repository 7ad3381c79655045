"""docs/pages.md is true: every page about everybody's things, as every role.

Each page is asked inside a savepoint that is rolled back: the cast and its things are made once for many questions.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from manyvoices.people.models import Person, RoleName, Unit
from tests.cast import Cast, person
from tests.pages import REFUSALS, Row, addresses, ask, holding, rows, signed_in
from tests.things import THINGS

ALL_ROLES = frozenset(RoleName.values)
OPEN = {"everybody", "a link", "servers"}
# What everybody of the organisation knows of: others are refused, or asked for what an empty press lacks, instead of
# being told that there is nothing.
KNOWN = {"a brand", "a topic", "an entry", "a pause", "a rule"}
TABLE = rows()
CLOSED = [row for row in TABLE if row.who not in OPEN]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is forgotten. No atomic block: an action may insist on being the outermost."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)


def asked(client: Client, row: Row, things: dict[str, Any]) -> int:
    """The status of the page; what it changes is undone."""
    with undone():
        return ask(client, row.page, things)


def sees(client: Client, row: Row, things: dict[str, Any]) -> bool:
    """Whether the page opens, or does more than refuse what was pressed."""
    return asked(client, row, things) not in REFUSALS | {401}


@pytest.fixture
def gil(cast: Cast) -> Person:
    """Somebody of operations who owns nothing."""
    return person("Gil", cast.operations)


# promise I1
def test_every_page_stands_in_the_table() -> None:
    there = {address.name for address in addresses()}
    listed = {row.page for row in TABLE}
    assert listed <= there, "the table names pages that are gone"
    assert there <= listed, "add their rows to docs/pages.md, and what they show to tests/things.py"


def test_every_row_says_what_can_be_tried() -> None:
    for row in TABLE:
        assert row.who in OPEN | {"nobody", "signed in"} or row.roles, row
        assert row.shows in THINGS, row


# promise I1
def test_a_visitor_and_every_role_of_another_unit_see_nothing_of_it(cast: Cast, gil: Person) -> None:
    """Somebody who may do everything elsewhere is told that a thing is not there."""
    gil.unit = cast.elsewhere
    gil.save(update_fields=["unit"])
    holding(gil, ALL_ROLES, cast.elsewhere)
    outside, stranger, seen = Client(), signed_in(gil), []
    for row in CLOSED:
        with undone():
            things = THINGS[row.shows](cast)
            seen += [f"visitor: {row}"] if sees(outside, row, things) else []
            if row.shows != "—" and row.who != "signed in":
                allowed = {403, 404, 422} if row.shows in KNOWN else {404}
                status = asked(stranger, row, things)
                seen += [f"{status}: {row}"] if status not in allowed else []
    assert seen == [], "\n".join(seen)


# promise I2
@pytest.mark.long
@pytest.mark.sqlite  # thousands of pages; what somebody may see is decided by our code, not by the database
def test_each_role_sees_what_the_table_says(cast: Cast, gil: Person) -> None:
    wrong: list[str] = []
    client = signed_in(gil)
    for row in CLOSED:
        with undone():
            things = THINGS[row.shows](cast)
            wrong += differences(cast, gil, client, row, things)
    assert wrong == [], "\n".join(wrong)


def differences(cast: Cast, gil: Person, client: Client, row: Row, things: dict[str, Any]) -> Iterator[str]:
    """Every role, here and for the whole organisation, for which the row is not true."""
    for name in sorted(ALL_ROLES):
        for unit in (cast.operations, cast.root):
            holding(gil, frozenset({name}), unit)
            if sees(client, row, things) != expects(row, name, unit, cast):
                yield f"{name} in {unit.name}: {row}"
    holding(gil, frozenset(), cast.operations)
    if sees(client, row, things) != (row.who == "signed in"):
        yield f"no role: {row}"


def expects(row: Row, role: str, unit: Unit, cast: Cast) -> bool:
    """Whether the row opens the page to this role, held there."""
    return role in row.roles and (unit == cast.root or not row.whole)


def test_a_wrong_row_would_be_noticed(cast: Cast, gil: Person) -> None:
    """The broken twin: a page of leads, told to be everybody's."""
    row = Row("person", "a colleague", "signed in")
    assert list(differences(cast, gil, signed_in(gil), row, THINGS[row.shows](cast)))
