"""docs/roles.md is true: every role at every action, as the tables say."""

import pytest
from django.db import transaction

from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, Role, RoleName, Unit
from manyvoices.people.permissions import GIVES_RIGHTS, GIVES_ROLES
from tests.cast import Cast, person, role
from tests.roles import Act, actions, by_role, table, tries

CELLS = {"yes", "whole", "own", "no"}
OTHERWISE = {row[0] for row in table("Actions that ask for something else than a role")[1:]}


def test_every_action_stands_in_one_table() -> None:
    """What the machine does by itself takes no actor and may be left out."""
    there = actions()
    listed = by_role().keys() | OTHERWISE
    assert not by_role().keys() & OTHERWISE
    assert listed <= there.keys(), "the page names actions that are gone"
    assert {name for name, takes_actor in there.items() if takes_actor} <= listed, "add their rows and tries"


def test_every_role_has_its_column_and_every_cell_a_known_word() -> None:
    for action, cells in by_role().items():
        assert set(cells) == set(RoleName.values), action
        assert set(cells.values()) <= CELLS, action


# promise I2
@pytest.mark.parametrize("action", sorted(by_role()))
def test_the_table_is_what_happens(cast: Cast, action: str) -> None:
    app, _, name = action.partition(".")
    attempt = tries(app)[name]
    gil = person("Gil", cast.operations)
    for held, cell in by_role()[action].items():
        expected = {
            ("other", cast.operations): cell == "yes",
            ("other", cast.elsewhere): False,
            ("other", cast.root): cell in {"yes", "whole"},
            ("own", cast.operations): cell in {"yes", "own"},
        }
        for (what, unit), passes in expected.items():
            act = attempt.other if what == "other" else attempt.own
            if act is not None:
                refusal = _refusal(act, gil, RoleName(held), unit, cast)
                said = f"{held} in {unit.name}, {what}: {cell}, but {refusal or 'nobody refused'}"
                assert (refusal is None) == passes, said


def test_a_wrong_cell_would_be_noticed(cast: Cast) -> None:
    """The broken twin: the same try with the roles the wrong way round."""
    attempt = tries("people")["end_person"].other
    assert attempt is not None
    gil = person("Gil", cast.operations)
    assert _refusal(attempt, gil, RoleName.AMBASSADOR, cast.operations, cast)
    assert not _refusal(attempt, gil, RoleName.ADMINISTRATOR, cast.operations, cast)


@pytest.mark.parametrize(
    ("heading", "given"), [("Who gives which role", GIVES_ROLES), ("Who grants which right", GIVES_RIGHTS)]
)
def test_the_page_says_what_leads_may_give(heading: str, given: dict[str, frozenset[str]]) -> None:
    said = {row[0]: {name.strip() for name in row[1].split(",")} for row in table(heading)[1:]}
    assert said == {giver: {str(name) for name in names} for giver, names in given.items()}


def _refusal(act: Act, actor: Person, name: RoleName, unit: Unit, cast: Cast) -> Refused | None:
    """Why the act is refused, None where it is allowed; undone afterwards. Anything else is a mistake of the try."""
    refusal = None
    with transaction.atomic():
        Role.objects.filter(person=actor).delete()
        role(actor, name, unit)
        try:
            with transaction.atomic():
                act(actor, cast)
        except Refused as error:
            refusal = error
        transaction.set_rollback(True)
    return refusal
