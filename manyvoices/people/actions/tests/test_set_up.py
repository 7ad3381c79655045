"""Two who press at once."""

import threading

import pytest
from django.db import connection

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.people.actions.offer_set_up import offer_set_up
from manyvoices.people.actions.set_up import set_up
from manyvoices.people.actions.tests.racing import at_once
from manyvoices.people.models import Organisation, Person, SetupLink, Unit
from manyvoices.people.queries import live_setup_link

TYPED = {"organisation_name": "Northlight", "name": "Ada", "password": "a long enough password"}


# promise I10
@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_the_link_at_once_one_wins() -> None:
    token = offer_set_up() or ""
    answers = at_once(lambda n: set_up(token=token, email=f"p{n}@example.org", **TYPED), 4)
    assert sorted(type(answer).__name__ for answer in answers) == ["NotThere"] * 3 + ["Person"]
    assert Person.objects.count() == Organisation.objects.count() == Unit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_broken_twin_lets_both_pass() -> None:
    """Looking first and burning afterwards: each sees the link unused, as the conditional update never does."""
    token = offer_set_up() or ""
    seen = threading.Barrier(2)

    def look_then_burn(_: int) -> bool:
        usable = live_setup_link(token).exists()
        seen.wait()
        SetupLink.objects.update(used_at=clock.now())
        return usable

    assert at_once(look_then_burn, 2) == [True, True]


@pytest.mark.django_db
def test_a_newer_link_ends_the_one_before() -> None:
    first, second = offer_set_up() or "", offer_set_up() or ""
    with pytest.raises(NotThere):
        set_up(token=first, email="ada@example.org", **TYPED)
    assert set_up(token=second, email="ada@example.org", **TYPED).name == "Ada"


@pytest.mark.django_db
def test_an_organisation_that_is_there_is_never_replaced() -> None:
    token = offer_set_up() or ""
    Organisation.objects.create(name="Already here", set_up_at=clock.now())
    with pytest.raises(Conflict):
        set_up(token=token, email="ada@example.org", **TYPED)
    assert live_setup_link(token).exists()
    assert not Person.objects.exists()


# promise I12
@pytest.mark.django_db
def test_the_token_is_not_in_the_database() -> None:
    token = offer_set_up() or ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT token_hash FROM people_setuplink")
        assert token not in str(cursor.fetchall())


@pytest.mark.django_db
def test_a_password_like_the_name_is_refused() -> None:
    token = offer_set_up() or ""
    with pytest.raises(Invalid) as refused:
        set_up(
            token=token,
            organisation_name="Northlight",
            name="Ada Lindqvist",
            email="ada@example.org",
            password="adalindqvist",
        )
    assert "password" in refused.value.fields
    assert not isinstance(refused.value, Refused)
