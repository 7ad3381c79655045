"""Giving and ending roles and rights."""

from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.people.actions.end_role import end_role
from manyvoices.people.actions.give_grant import give_grant
from manyvoices.people.actions.give_role import give_role
from manyvoices.people.actions.revoke_grant import revoke_grant
from manyvoices.people.models import Grant, Person, Right, Role, RoleName
from manyvoices.people.queries import rights
from tests.cast import Cast, role


@pytest.fixture
def lead(cast: Cast) -> Person:
    """Cleo, who leads operations."""
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    return cast.cleo


def test_a_lead_gives_and_ends_a_role_once(cast: Cast, lead: Person) -> None:
    given = [
        give_role(actor=lead, person=cast.dan, name="ambassador", unit=cast.operations) for _ in range(2)
    ]
    assert given[0] == given[1]
    assert rights(cast.dan).has_role("ambassador", cast.operations.pk)
    for _ in range(2):
        end_role(actor=lead, role=given[0], because="Moved to the depot")
    assert not rights(cast.dan).has_role("ambassador", cast.operations.pk)
    assert list(AuditRow.objects.order_by("id").values_list("verb", flat=True)) == ["give_role", "end_role"]
    assert AuditRow.objects.get(verb="end_role").because == "Moved to the depot"


# promise I3
def test_nobody_raises_themselves(cast: Cast, lead: Person) -> None:
    for name in RoleName:
        with pytest.raises(Refused):
            give_role(actor=lead, person=lead, name=name, unit=cast.operations)
        with pytest.raises(Refused):
            give_role(actor=cast.ada, person=cast.ada, name=name, unit=cast.root)
    for right in Right:
        with pytest.raises(Refused):
            give_grant(actor=cast.ada, person=cast.ada, right=right, unit=cast.root, because="I am good")


# promise I3
@pytest.mark.parametrize("name", ["administrator", "programme_lead", "editor", "crisis_lead", "unit_lead"])
def test_a_unit_lead_gives_nothing_above_themselves(cast: Cast, lead: Person, name: str) -> None:
    with pytest.raises(Refused):
        give_role(actor=lead, person=cast.dan, name=name, unit=cast.operations)


# promise I3
def test_nothing_is_given_outside_the_own_units(cast: Cast, lead: Person) -> None:
    for unit in (cast.root, cast.elsewhere):
        with pytest.raises(Refused):
            give_role(actor=lead, person=cast.eve, name="ambassador", unit=unit)
        with pytest.raises(Refused):
            give_grant(actor=lead, person=cast.eve, right="publish", unit=unit, because="trained")


def test_the_last_administrator_stays(cast: Cast) -> None:
    role(cast.bo, RoleName.ADMINISTRATOR, cast.root)
    hers = Role.objects.get(person=cast.ada, name=RoleName.ADMINISTRATOR)
    end_role(actor=cast.bo, role=hers, because="handed over")
    his = Role.objects.get(person=cast.bo, name=RoleName.ADMINISTRATOR)
    role(cast.dan, RoleName.ADMINISTRATOR, cast.operations)  # of a unit only
    with pytest.raises(Refused):
        end_role(actor=cast.ada, role=his, because="revenge")


def test_a_grant_has_a_reason_and_an_end_and_is_revoked_with_a_reason(cast: Cast, lead: Person) -> None:
    end = clock.now() + timedelta(days=90)
    asked = {"actor": lead, "person": cast.dan, "right": "publish", "unit": cast.operations}
    grants = [give_grant(**asked, because="course passed", expires_at=end) for _ in range(2)]  # type: ignore[arg-type]
    assert grants[0] == grants[1]
    assert rights(cast.dan).has_right("publish", cast.operations.pk)
    for _ in range(2):
        revoke_grant(actor=lead, grant=grants[0], because="three complaints")
    kept = Grant.objects.get(pk=grants[0].pk)
    assert (kept.revoked_by, kept.revoke_reason) == (lead, "three complaints")
    assert not rights(cast.dan).has_right("publish", cast.operations.pk)
    assert AuditRow.objects.filter(verb="revoke_grant").count() == 1


@pytest.mark.parametrize("because", ["", "   ", "x" * 501])
def test_without_a_reason_nothing_is_granted_or_ended(cast: Cast, lead: Person, because: str) -> None:
    with pytest.raises(Invalid):
        give_grant(actor=lead, person=cast.dan, right="publish", unit=cast.operations, because=because)
    with pytest.raises(Invalid):
        end_role(actor=lead, role=Role.objects.get(person=cast.bo), because=because)


def test_a_grant_that_has_ended_before_it_began_is_refused(cast: Cast, lead: Person) -> None:
    with pytest.raises(Invalid):
        give_grant(
            actor=lead,
            person=cast.dan,
            right="publish",
            unit=cast.operations,
            because="course passed",
            expires_at=clock.now() - timedelta(seconds=1),
        )


def test_a_lead_whose_role_ended_can_no_longer_give(cast: Cast, lead: Person) -> None:
    Role.objects.filter(person=lead).update(ended_at=clock.now())
    with pytest.raises(Refused):
        give_role(actor=lead, person=cast.dan, name="ambassador", unit=cast.operations)
