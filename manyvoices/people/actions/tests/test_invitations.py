"""Inviting, accepting, taking back; the way in from the shell."""

from datetime import timedelta
from typing import Any

import pytest

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.people.actions.accept_invitation import accept_invitation
from manyvoices.people.actions.create_administrator import create_administrator
from manyvoices.people.actions.invite_person import invite_person
from manyvoices.people.actions.renew_invitation import renew_invitation
from manyvoices.people.actions.revoke_invitation import revoke_invitation
from manyvoices.people.actions.tests.racing import at_once
from manyvoices.people.models import Invitation, Person, RoleName
from manyvoices.people.queries import rights
from tests.cast import PASSWORD, Cast, make_cast, role

FINN = {"name": "Finn", "email": "finn@northlight.example", "password": PASSWORD}


def test_an_invitation_works_once(cast: Cast) -> None:
    _, token = invite_person(actor=cast.ada, name="Finn", unit=cast.operations, role="ambassador")
    finn = accept_invitation(token=token, **FINN)
    assert finn.unit == cast.operations
    assert finn.check_password(PASSWORD)
    assert rights(finn).has_role("ambassador", cast.operations.pk)
    with pytest.raises(NotThere):
        accept_invitation(token=token, **{**FINN, "email": "second@northlight.example"})
    assert Person.objects.filter(name="Finn").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_wins() -> None:
    cast = make_cast()
    _, token = invite_person(actor=cast.ada, name="Finn", unit=cast.operations, role="ambassador")
    answers = at_once(
        lambda n: accept_invitation(token=token, **{**FINN, "email": f"f{n}@northlight.example"}), 3
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["NotThere", "NotThere", "Person"]


def test_old_and_revoked_invitations_lead_nowhere(cast: Cast) -> None:
    invitation, token = invite_person(actor=cast.ada, name="Finn", unit=cast.operations, role="ambassador")
    revoke_invitation(actor=cast.ada, invitation=invitation)
    revoke_invitation(actor=cast.ada, invitation=invitation)
    with pytest.raises(NotThere):
        accept_invitation(token=token, **FINN)
    _, token = invite_person(actor=cast.ada, name="Finn", unit=cast.operations, role="ambassador")
    Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    with pytest.raises(NotThere):
        accept_invitation(token=token, **FINN)


# promise I3
def test_an_invitation_gives_no_more_than_its_author_may(cast: Cast) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    invite_person(actor=cast.cleo, name="Finn", unit=cast.operations, role="ambassador")
    for unit, name in (
        (cast.operations, "administrator"),
        (cast.root, "ambassador"),
        (cast.elsewhere, "responder"),
    ):
        with pytest.raises(Refused):
            invite_person(actor=cast.cleo, name="Finn", unit=unit, role=name)


# promise I6
def test_an_invitation_never_takes_over_somebody_who_is_here(cast: Cast) -> None:
    with pytest.raises(Invalid):
        invite_person(
            actor=cast.ada, name="Bo", unit=cast.root, role="ambassador", email="BO@northlight.example"
        )
    _, token = invite_person(actor=cast.ada, name="Finn", unit=cast.root, role="ambassador")
    with pytest.raises(Invalid):
        accept_invitation(
            token=token, **{**FINN, "email": "bo@northlight.example", "password": "another long one"}
        )
    cast.bo.refresh_from_db()
    assert cast.bo.check_password(PASSWORD)


# promise I10
def test_who_joins_learns_nothing_of_others(cast: Cast) -> None:
    """A taken address, a taken number and one that is being taken are refused in words that say no more."""
    _, token = invite_person(actor=cast.ada, name="Finn", unit=cast.root, role="ambassador")
    with pytest.raises(Invalid) as taken:
        accept_invitation(token=token, **{**FINN, "email": "BO@northlight.example"})
    assert "already" not in taken.value.fields["email"]
    cast.dan.login = "A-7"
    _, token = invite_person(actor=cast.ada, name="F", unit=cast.root, role="ambassador", number="a-7")
    cast.dan.save(update_fields=["login"])
    with pytest.raises(Invalid) as number:
        accept_invitation(token=token, name="F", password=PASSWORD)
    assert "already" not in number.value.fields["number"]


def test_the_invitation_says_who_signs_in(cast: Cast) -> None:
    """Another address than the one invited is not taken: the letter proved that one alone."""
    asked: dict[str, Any] = {"name": "Finn", "unit": cast.operations, "role": "ambassador"}
    _, token = invite_person(actor=cast.ada, **asked, email="Finn@northlight.example", number=" A-10 ")
    finn = accept_invitation(token=token, **{**FINN, "email": "other@northlight.example"}, language="en")
    assert (finn.email, finn.login, finn.language) == ("finn@northlight.example", "A-10", "en")


def test_a_number_is_enough_to_join(cast: Cast) -> None:
    asked: dict[str, Any] = {"name": "Gus", "unit": cast.operations, "role": "ambassador"}
    _, token = invite_person(actor=cast.ada, **asked, number="A-11")
    gus = accept_invitation(token=token, name="Gus", password=PASSWORD)
    assert (gus.email, gus.login) == (None, "A-11")
    _, token = invite_person(actor=cast.ada, **asked)
    with pytest.raises(Invalid):
        accept_invitation(token=token, name="Gus", password=PASSWORD)
    for number in ("a-11", "A 12", "a@b", "x" * 61):
        with pytest.raises(Invalid):
            invite_person(actor=cast.ada, **asked, number=number)
    with pytest.raises(Invalid):
        invite_person(actor=cast.ada, **asked, language="tlh")


def test_a_new_link_ends_the_one_before(cast: Cast) -> None:
    asked: dict[str, Any] = {"name": "Finn", "unit": cast.operations, "role": "ambassador"}
    invitation, old = invite_person(actor=cast.ada, **asked)
    Invitation.objects.update(expires_at=clock.now() - timedelta(days=1))
    new = renew_invitation(actor=cast.ada, invitation=invitation)
    assert old != new
    assert timedelta(days=13) < invitation.expires_at - clock.now() <= timedelta(days=14)
    with pytest.raises(NotThere):
        accept_invitation(token=old, **FINN)
    with pytest.raises(Refused):
        renew_invitation(actor=cast.bo, invitation=invitation)
    accept_invitation(token=new, **FINN)
    with pytest.raises(Conflict):
        renew_invitation(actor=cast.ada, invitation=invitation)


def test_the_shell_names_an_administrator(cast: Cast) -> None:
    token = create_administrator(email="Root@Northlight.example", name="Root")
    made = accept_invitation(token=token, name="Root", email="root@northlight.example", password=PASSWORD)
    assert rights(made).has_role("administrator", None)


def test_the_shell_lets_somebody_in_who_forgot_the_password(cast: Cast) -> None:
    token = create_administrator(email="bo@northlight.example")
    again = accept_invitation(
        token=token, name="Bo", email="bo@northlight.example", password="a brand new password"
    )
    assert again.pk == cast.bo.pk
    assert again.check_password("a brand new password")


@pytest.mark.django_db
def test_before_set_up_there_is_nothing_to_administer() -> None:
    with pytest.raises(Refused):
        create_administrator(email="ada@example.org")
    with pytest.raises(Invalid):
        create_administrator(email="ada at example")
