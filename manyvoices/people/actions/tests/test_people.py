"""Details, leaving, units, brands, the organisation."""

from typing import Any

import pytest

from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.people.actions.change_brand import change_brand
from manyvoices.people.actions.change_organisation import change_organisation
from manyvoices.people.actions.change_person import change_person
from manyvoices.people.actions.close_checklist import close_checklist
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.actions.make_brand import make_brand
from manyvoices.people.actions.make_unit import make_unit
from manyvoices.people.models import Grant, Organisation, Role, RoleName
from tests.cast import Cast, role

TEXTS = {"name": "Northlight", "introduction": "We run trains.", "imprint": "", "contact": ""}


def test_a_person_changes_their_details_once(cast: Cast) -> None:
    for _ in range(2):
        change_person(actor=cast.bo, person=cast.bo, name=" Bo Ek ", time_zone="Europe/Vienna", language="en")
    cast.bo.refresh_from_db()
    assert (cast.bo.name, cast.bo.time_zone) == ("Bo Ek", "Europe/Vienna")
    assert AuditRow.objects.filter(verb="change_person").count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Mars/Olympus"), ("language", "xx"), ("name", "")]
)
def test_details_that_cannot_be_are_refused(cast: Cast, field: str, value: str) -> None:
    details: dict[str, Any] = {"name": "Bo", "time_zone": "", "language": "", field: value}
    with pytest.raises(Invalid) as refused:
        change_person(actor=cast.bo, person=cast.bo, **details)
    assert field in refused.value.fields


# promise I9
def test_leaving_ends_roles_grants_and_the_password(cast: Cast) -> None:
    before = cast.bo.get_session_auth_hash()
    for _ in range(2):
        end_person(actor=cast.ada, person=cast.bo, because="left the company")
    cast.bo.refresh_from_db()
    assert not cast.bo.is_active
    assert cast.bo.left_at is not None
    assert not cast.bo.has_usable_password()
    assert cast.bo.get_session_auth_hash() != before
    assert not Role.objects.filter(person=cast.bo, ended_at=None).exists()
    assert not Grant.objects.filter(person=cast.bo, revoked_at=None).exists()
    assert AuditRow.objects.filter(verb="end_person").count() == 1


def test_nobody_ends_themselves_or_the_last_administrator(cast: Cast) -> None:
    with pytest.raises(Refused):
        end_person(actor=cast.ada, person=cast.ada, because="bye")
    role(cast.bo, RoleName.ADMINISTRATOR, cast.operations)
    with pytest.raises(Refused):
        end_person(actor=cast.bo, person=cast.ada, because="coup")
    with pytest.raises(Refused):
        end_person(actor=cast.bo, person=cast.eve, because="not in my unit")


def test_units_have_one_name_among_siblings(cast: Cast) -> None:
    make_unit(actor=cast.ada, name="Night line", kind="team", parent=cast.operations)
    make_unit(actor=cast.ada, name="Night line", kind="team", parent=cast.elsewhere)
    with pytest.raises(Invalid):
        make_unit(actor=cast.ada, name=" Night line ", kind="team", parent=cast.operations)
    with pytest.raises(Invalid):
        make_unit(actor=cast.ada, name="Other", kind="galaxy", parent=cast.operations)


def test_brands_have_a_colour_and_a_name_of_their_own(cast: Cast) -> None:
    other = make_brand(actor=cast.ada, name="Nightlight", colour="#AABBCC")
    assert other.colour == "#aabbcc"
    for name, colour in (("Northlight", "#aabbcc"), ("Third", "red"), ("", "#aabbcc")):
        with pytest.raises(Invalid):
            make_brand(actor=cast.ada, name=name, colour=colour)
    for _ in range(2):
        change_brand(actor=cast.ada, brand=other, name="Nightlight", colour="#000000")
    with pytest.raises(Invalid):
        change_brand(actor=cast.ada, brand=other, name="Northlight", colour="#000000")
    assert AuditRow.objects.filter(verb="change_brand").count() == 1


def test_the_organisation_speaks_for_itself(cast: Cast) -> None:
    for _ in range(2):
        change_organisation(actor=cast.ada, **TEXTS, review_new_contacts=True)
    kept = Organisation.objects.get()
    assert (kept.introduction, kept.review_new_contacts) == ("We run trains.", True)
    assert AuditRow.objects.filter(verb="change_organisation").count() == 1
    with pytest.raises(Invalid):
        change_organisation(actor=cast.ada, **{**TEXTS, "name": ""}, review_new_contacts=True)


def test_the_checklist_is_put_away_once(cast: Cast) -> None:
    for _ in range(2):
        close_checklist(actor=cast.ada)
    assert Organisation.objects.get().checklist_closed_at is not None
    assert AuditRow.objects.filter(verb="close_checklist").count() == 1
