"""Rights: loaded once, asked without a query."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Brand, Grant, Person, Right, Role, RoleName, Unit, UnitKind
from manyvoices.people.queries import person_in_view, rights, visible_people
from tests.cast import Cast


def test_a_role_counts_in_its_unit_and_below_and_not_beside_or_above(cast: Cast) -> None:
    team = Unit.objects.create(parent=cast.operations, kind=UnitKind.TEAM, name="Night line")
    held = rights(cast.bo)
    assert held.has_role(RoleName.AMBASSADOR, cast.operations.pk)
    assert held.has_role(RoleName.AMBASSADOR, team.pk)
    assert not held.has_role(RoleName.AMBASSADOR, cast.root.pk)
    assert not held.has_role(RoleName.AMBASSADOR, cast.elsewhere.pk)
    assert not held.has_role(RoleName.EDITOR, cast.operations.pk)
    assert not held.has_role(RoleName.AMBASSADOR, None)
    assert rights(cast.ada).has_role(RoleName.EDITOR, None)
    assert held.units_with(frozenset({"ambassador"})) == {cast.operations.pk, team.pk}


def test_a_role_for_one_brand_counts_for_that_brand_alone(cast: Cast) -> None:
    other = Brand.objects.create(name="Nightlight")
    Role.objects.create(
        person=cast.dan, name=RoleName.EDITOR, unit=cast.root, brand=other, given_at=clock.now()
    )
    held = rights(cast.dan)
    assert held.has_role(RoleName.EDITOR, cast.root.pk, other.pk)
    assert not held.has_role(RoleName.EDITOR, cast.root.pk, cast.brand.pk)
    assert not held.has_role(RoleName.EDITOR, cast.root.pk)


@pytest.mark.parametrize("change", ["revoked", "expired"])
def test_a_grant_ends(cast: Cast, change: str) -> None:
    assert rights(cast.bo).has_right(Right.PUBLISH, cast.operations.pk)
    ended = {"revoked_at": clock.now()} if change == "revoked" else {"expires_at": clock.now() - timedelta(1)}
    Grant.objects.filter(person=cast.bo).update(**ended)
    assert not rights(cast.bo).has_right(Right.PUBLISH, cast.operations.pk)


def test_somebody_who_left_has_nothing_even_in_a_stale_object(cast: Cast) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(is_active=False)
    assert cast.ada.is_active  # the object in hand does not know yet
    held = rights(cast.ada)
    assert not held.has_role(RoleName.ADMINISTRATOR, cast.root.pk)
    assert not held.active


def test_questions_cost_four_queries_in_all(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        Unit.objects.create(parent=cast.root, kind=UnitKind.TEAM, name=f"Team {number}")
    with django_assert_num_queries(4):
        held = rights(cast.ada)
        for unit_id in held.parents:
            held.has_role(RoleName.EDITOR, unit_id)
            held.has_right(Right.ANSWER, unit_id)


# promise I1
def test_leads_see_their_units_and_others_only_themselves(cast: Cast) -> None:
    Role.objects.create(person=cast.cleo, name=RoleName.UNIT_LEAD, unit=cast.operations, given_at=clock.now())
    seen = {who.name: {p.name for p in visible_people(rights(who))} for who in (cast.ada, cast.cleo, cast.bo)}
    assert seen["Ada"] == {"Ada", "Bo", "Cleo", "Dan", "Eve"}
    assert seen["Cleo"] == {"Bo", "Cleo", "Dan"}
    assert seen["Bo"] == {"Bo"}
    with pytest.raises(NotThere):
        person_in_view(rights(cast.cleo), cast.eve.pk)
