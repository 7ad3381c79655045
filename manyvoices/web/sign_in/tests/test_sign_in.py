"""Signing in and out through the front door."""

import pytest
from django.test import Client

from manyvoices.people.models import Person
from tests.cast import PASSWORD, Cast


def sign_in(client: Client, email: str, password: str, **more: str) -> int:
    return client.post("/sign-in", {"login": email, "password": password, **more}).status_code


def test_a_person_signs_in_whatever_the_case_of_the_address(client: Client, cast: Cast) -> None:
    assert client.get("/sign-in").status_code == 200
    assert sign_in(client, "Bo@Northlight.example", PASSWORD) == 302
    assert client.get("/me").status_code == 200


def test_the_session_gets_a_new_id(client: Client, cast: Cast) -> None:
    client.get("/sign-in")
    client.session["before"] = True
    client.session.save()
    before = client.session.session_key
    sign_in(client, "bo@northlight.example", PASSWORD)
    assert client.session.session_key != before


# promise I10
def test_a_wrong_password_and_an_unknown_address_look_alike(client: Client, cast: Cast) -> None:
    answers = []
    for email in ("bo@northlight.example", "nobody@northlight.example"):
        answer = client.post("/sign-in", {"login": email, "password": "wrong"})
        answers.append((answer.status_code, answer.context["form"].errors.as_json()))
    assert answers[0] == answers[1]
    assert "do not belong together" in answers[0][1]


# promise I10
def test_attempts_are_limited_by_account(client: Client, cast: Cast) -> None:
    for _ in range(5):
        sign_in(client, "bo@northlight.example", "wrong")
    assert sign_in(client, "bo@northlight.example", PASSWORD) == 200
    assert client.get("/me").status_code == 302
    other = Client()
    assert sign_in(other, "ada@northlight.example", PASSWORD) == 302


# promise I5
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_sign_in_leads_to_no_other_site(client: Client, cast: Cast, target: str) -> None:
    answer = client.post("/sign-in", {"login": "bo@northlight.example", "password": PASSWORD, "next": target})
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith("//")


def test_pages_ask_for_sign_in_and_come_back(client: Client, cast: Cast) -> None:
    answer = client.get("/people")
    assert answer.headers["Location"] == "/sign-in?next=/people"
    answer = client.post(
        "/sign-in?next=/people", {"login": "ada@northlight.example", "password": PASSWORD, "next": "/people"}
    )
    assert answer.headers["Location"] == "/people"


# promise I9
def test_somebody_inactive_does_not_come_in_and_learns_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.bo)
    Person.objects.filter(pk=cast.bo.pk).update(is_active=False)
    assert client.get("/me").status_code == 302
    fresh = Client()
    answer = fresh.post("/sign-in", {"login": "bo@northlight.example", "password": PASSWORD})
    assert fresh.get("/me").status_code == 302
    assert b"inactive" not in answer.content


def test_signing_out_takes_a_post_and_twice_does_nothing_more(client: Client, cast: Cast) -> None:
    client.force_login(cast.bo)
    assert client.get("/sign-out").status_code == 405
    assert client.get("/me").status_code == 200
    assert client.post("/sign-out").status_code == 302
    assert client.get("/me").status_code == 302
    assert client.post("/sign-out").status_code == 302


# promise I8
def test_signing_in_and_out_need_the_token_of_the_form(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, "bo@northlight.example", PASSWORD) == 403
    strict.force_login(cast.bo)
    assert strict.post("/sign-out").status_code == 403
