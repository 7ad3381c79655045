"""Inviting and joining through the front door."""

import re

import pytest
from django.test import Client

from manyvoices.people.models import Invitation, Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.web.people.tests.test_people import signed_in
from tests.cast import PASSWORD, Cast

FINN = {"name": "Finn Öst", "email": "finn@northlight.example", "password": PASSWORD}


@pytest.fixture
def link(cast: Cast) -> str:
    """The path of an invitation that Ada made for Finn."""
    sent = {"person_name": "Finn", "name": "ambassador", "unit": cast.operations.pk, "email": ""}
    page = signed_in(cast.ada).post("/people/invitations", sent).content.decode()
    found = re.search(r"https://voices\.example(/invitation/[\w-]+)", page)
    assert found is not None
    return found[1]


# promise I12
def test_the_link_is_shown_once_and_kept_nowhere(cast: Cast, link: str) -> None:
    page = signed_in(cast.ada).get("/people/invitations").content.decode()
    assert "Finn" in page
    assert link not in page
    assert Invitation.objects.get().token_hash not in link


def test_the_invited_learn_what_the_role_means_and_join(client: Client, link: str) -> None:
    page = client.get(link).content.decode()
    assert "Ada invites you as Ambassador in Operations" in page
    assert "in your own words" in page
    assert client.post(link, FINN).headers["Location"].startswith("/today")
    finn = Person.objects.get(email="finn@northlight.example")
    assert rights(finn).has_role("ambassador", finn.unit_id)
    assert client.get("/me").status_code == 200
    assert not Voice.objects.filter(person=finn).exists()


def test_an_own_voice_comes_with_the_yes_that_was_shown(client: Client, link: str) -> None:
    shown = client.get(link).content.decode()
    client.post(link, {**FINN, "own_voice": "on"})
    finn = Person.objects.get(email="finn@northlight.example")
    assert Voice.objects.get(person=finn).handle == "finn_oest"
    assert {consent.wording.text in shown for consent in finn.consents.select_related("wording")} == {True}


def test_the_link_works_once(client: Client, link: str) -> None:
    client.post(link, FINN)
    other = Client()
    assert other.get(link).status_code == 410
    assert other.post(link, {**FINN, "email": "x@northlight.example"}).status_code == 410
    assert Person.objects.filter(name="Finn Öst").count() == 1


@pytest.mark.parametrize(("field", "value"), [("password", "short"), ("email", "bo@northlight.example")])
def test_what_cannot_be_used_is_said_and_the_link_stays_good(
    client: Client, link: str, field: str, value: str
) -> None:
    answer = client.post(link, {**FINN, field: value})
    assert answer.context["form"].errors.keys() == {field}
    assert client.post(link, FINN).status_code == 302


# promise I1
def test_an_invitation_is_taken_back_by_those_who_see_it(cast: Cast, client: Client, link: str) -> None:
    path = f"/people/invitations/{Invitation.objects.get().pk}/revoke"
    assert signed_in(cast.dan).post(path).status_code == 404
    assert client.get(link).status_code == 200
    ada = signed_in(cast.ada)
    assert ada.get(path).status_code == 405
    assert ada.post(path).status_code == 302
    assert ada.post(path).status_code == 404
    assert client.get(link).status_code == 410
