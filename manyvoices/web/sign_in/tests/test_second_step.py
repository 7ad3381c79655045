"""The second step: asked on every way in, answered once by each code."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from manyvoices.core.models import AuditRow
from manyvoices.people.actions.create_administrator import create_administrator
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.actions.make_sign_in_link import make_sign_in_link
from manyvoices.people.models import Person
from manyvoices.people.password_keys import new_key
from manyvoices.web.sign_in.tests.ways import code_now, give_app, give_codes, is_in, type_password
from tests.cast import PASSWORD, Cast

NEW = "an entirely new password"


def by_password(client: Client, cast: Cast) -> str:
    return type_password(client, "bo@northlight.example")


def by_link(client: Client, cast: Cast) -> str:
    token = make_sign_in_link(actor=cast.ada, person=cast.bo)[1]
    return client.post("/sign-in/link", {"token": token}).headers["Location"]


def by_invitation(client: Client, cast: Cast) -> str:
    token = create_administrator(email="bo@northlight.example")
    typed = {"name": "Bo", "email": "bo@northlight.example", "password": NEW}
    return client.post(f"/invitation/{token}", typed).headers["Location"]


def by_forgotten_password(client: Client, cast: Cast) -> str:
    typed = {"key": new_key(Person.objects.get(pk=cast.bo.pk)), "password": NEW}
    assert client.post("/sign-in/new-password", typed).headers["Location"] == "/sign-in"
    assert not is_in(client)
    return type_password(client, "bo@northlight.example", NEW)


# promise I11
@pytest.mark.parametrize("way", [by_password, by_link, by_invitation, by_forgotten_password])
def test_no_way_in_skips_the_second_step(client: Client, cast: Cast, way: object) -> None:
    secret = give_app(cast.bo)
    assert way(client, cast) == "/sign-in/second-step"  # type: ignore[operator]
    assert not is_in(client)
    assert client.post("/sign-in/second-step", {"code": "000000"}).status_code == 422
    assert not is_in(client)
    assert client.post("/sign-in/second-step", {"code": code_now(secret, 1)}).status_code == 302
    assert is_in(client)


@pytest.mark.parametrize("way", [by_password, by_link, by_invitation, by_forgotten_password])
def test_whoever_has_none_is_not_asked(client: Client, cast: Cast, way: object) -> None:
    way(client, cast)  # type: ignore[operator]
    assert is_in(client)


# promise I11
def test_a_code_of_the_app_is_good_once(client: Client, cast: Cast) -> None:
    secret = give_app(cast.bo)
    by_password(client, cast)
    code = code_now(secret, 1)
    assert client.post("/sign-in/second-step", {"code": code}).status_code == 302
    other = Client()
    by_password(other, cast)
    assert other.post("/sign-in/second-step", {"code": code}).status_code == 422
    assert not is_in(other)


# promise I11
def test_a_recovery_code_is_good_once_however_it_is_typed(client: Client, cast: Cast) -> None:
    give_app(cast.bo)
    codes = give_codes(cast.bo)
    by_password(client, cast)
    typed = codes[3].upper().replace("-", " ")
    assert client.post("/sign-in/second-step", {"code": typed}).status_code == 302
    assert is_in(client)
    other = Client()
    by_password(other, cast)
    assert other.post("/sign-in/second-step", {"code": codes[3]}).status_code == 422
    assert other.post("/sign-in/second-step", {"code": codes[4]}).status_code == 302
    assert AuditRow.objects.filter(verb="spend_recovery_code").count() == 2


# promise I10
def test_wrong_codes_are_limited_by_account_and_kept(client: Client, cast: Cast) -> None:
    secret = give_app(cast.bo)
    by_password(client, cast)
    for _ in range(5):
        client.post("/sign-in/second-step", {"code": "000000"})
    answer = client.post("/sign-in/second-step", {"code": code_now(secret, 1)})
    assert answer.status_code == 422
    assert b"Too many attempts" in answer.content
    assert AuditRow.objects.filter(verb="second_step_failed", target_id=cast.bo.pk).count() == 5


def test_the_page_is_for_those_on_their_way_in(client: Client, cast: Cast) -> None:
    assert client.get("/sign-in/second-step").headers["Location"] == "/sign-in"
    assert client.post("/sign-in/second-step/passkey").headers["Location"] == "/sign-in"


# promise I9
def test_somebody_who_left_between_the_steps_does_not_come_in(client: Client, cast: Cast) -> None:
    secret = give_app(cast.bo)
    by_password(client, cast)
    end_person(actor=cast.ada, person=cast.bo, because="left")
    answer = client.post("/sign-in/second-step", {"code": code_now(secret, 1)})
    assert answer.headers.get("Location", "/sign-in") == "/sign-in"
    assert not is_in(client)


# promise I5
def test_the_wanted_page_waits_behind_the_second_step(client: Client, cast: Cast) -> None:
    secret = give_app(cast.bo)
    type_password(client, "bo@northlight.example", next="/queue/")
    answer = client.post("/sign-in/second-step", {"code": code_now(secret, 1)})
    assert answer.headers["Location"] == "/queue/"


# promise J2
def test_the_secret_and_the_codes_stand_nowhere_in_the_clear(cast: Cast) -> None:
    secret = give_app(cast.bo)
    codes = give_codes(cast.bo)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    for hidden in (secret, *codes, *(code.replace("-", "") for code in codes), PASSWORD):
        assert hidden not in kept


def test_a_strange_passkey_answer_is_refused_not_an_error(client: Client, cast: Cast) -> None:
    assert "challenge" in client.post("/sign-in/passkey/begin").json()["publicKey"]
    for said in ("{}", "[]", '"x"', '{"id": "a", "response": {"userHandle": "AAAA"}}', "nonsense"):
        answer = client.post("/sign-in/passkey", {"credential": said})
        assert answer.headers["Location"] == "/sign-in", said
    assert not is_in(client)
