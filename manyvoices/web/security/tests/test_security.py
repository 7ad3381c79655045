"""My ways of signing in and my sessions: shown, changed after one more proof, and nobody else's."""

import re
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from manyvoices.people.actions.add_passkey import add_passkey
from manyvoices.people.models import Person
from manyvoices.web.publishing.tests.writing import signed_in
from manyvoices.web.security.devices import device
from manyvoices.web.sign_in.tests.ways import code_now, give_app, give_codes, is_in, type_password
from tests.cast import PASSWORD, Cast

BO = "bo@northlight.example"
NEW = "an entirely new password"


@pytest.fixture
def bo(client: Client, cast: Cast) -> Client:
    """A browser in which Bo just signed in."""
    type_password(client, BO)
    return client


# promise I11
@pytest.mark.parametrize("page", ["password", "app", "passkeys", "recovery-codes"])
def test_ways_of_signing_in_change_only_after_a_proof(cast: Cast, page: str) -> None:
    browser = signed_in(cast.bo)  # a session in which nobody proved themselves lately
    where = browser.get(f"/me/security/{page}").headers["Location"]
    assert where == "/me/security/confirm?" + urlencode({"next": f"/me/security/{page}"})
    assert browser.post(f"/me/security/{page}", {"password": NEW}).status_code == 302
    assert Person.objects.get(pk=cast.bo.pk).check_password(PASSWORD)
    assert browser.post(where, {"password": "wrong"}).status_code == 422
    assert browser.post(where, {"password": PASSWORD}).headers["Location"] == f"/me/security/{page}"
    assert browser.get(f"/me/security/{page}").status_code == 200


def test_the_second_step_is_the_proof_for_whoever_has_one(cast: Cast) -> None:
    secret = give_app(cast.bo)
    browser = signed_in(cast.bo)
    assert browser.post("/me/security/confirm", {"password": PASSWORD}).status_code == 422
    assert browser.post("/me/security/confirm", {"code": code_now(secret, 1)}).status_code == 302
    assert browser.get("/me/security/password").status_code == 200


# promise I10
def test_the_proof_cannot_be_tried_for_long(cast: Cast) -> None:
    browser = signed_in(cast.bo)
    for _ in range(5):
        browser.post("/me/security/confirm", {"password": "wrong"})
    assert browser.post("/me/security/confirm", {"password": PASSWORD}).status_code == 422


# promise I7
def test_a_new_password_ends_every_other_session(bo: Client, cast: Cast) -> None:
    elsewhere = Client()
    type_password(elsewhere, BO)
    key = bo.session.session_key
    assert bo.post("/me/security/password", {"password": "short"}).status_code == 422
    assert bo.post("/me/security/password", {"password": NEW}).headers["Location"] == "/me/security"
    assert bo.session.session_key != key
    assert is_in(bo)
    assert not is_in(elsewhere)
    assert bo.get("/me/security").content.count(b"this one") == 1


# promise I7
def test_sessions_are_listed_and_end_one_by_one_and_all_at_once(bo: Client, cast: Cast) -> None:
    others = [Client(headers={"user-agent": "Mozilla/5.0 (iPhone) CriOS/1"}) for _ in range(3)]
    for other in others:
        type_password(other, BO)
    page = bo.get("/me/security").content.decode()
    assert page.count("Chrome, iPhone ") + page.count("Chrome, iPhone<") == 3
    one = re.findall(r"sessions/(\d+)/end\"", page)[0]
    assert bo.post(f"/me/security/sessions/{one}/end").status_code == 302
    assert bo.post(f"/me/security/sessions/{one}/end").status_code == 404
    assert sum(is_in(other) for other in others) == 2
    for _ in range(2):
        assert bo.post("/me/security/sessions/end-others").status_code == 302
    assert sum(is_in(other) for other in others) == 0
    assert is_in(bo)


# promise I1
def test_nobody_touches_a_colleagues_session_or_passkey(bo: Client, cast: Cast) -> None:
    ada = Client()
    type_password(ada, "ada@northlight.example")
    passkey = add_passkey(actor=cast.ada, name="Phone", credential={})
    found = re.findall(r"sessions/(\d+)/end\"", bo.get("/me/security").content.decode())
    assert found == []
    from_ada = ada.session.session_key
    row = Authenticator.objects.get(pk=passkey.pk)
    assert bo.post(f"/me/security/passkeys/{row.pk}/remove").status_code == 404
    assert bo.post(f"/me/security/sessions/{_row_of(from_ada)}/end").status_code == 404
    assert is_in(ada)


# promise I11
def test_recovery_codes_are_shown_once_and_go_with_the_last_second_step(bo: Client, cast: Cast) -> None:
    assert bo.post("/me/security/recovery-codes").status_code == 403
    give_app(cast.bo)
    shown = re.findall(
        r"<code>([a-z2-7-]{19})</code>", bo.post("/me/security/recovery-codes").content.decode()
    )
    assert len(set(shown)) == 10
    again = bo.get("/me/security/recovery-codes").content.decode()
    assert not [code for code in shown if code in again]
    fresh = give_codes(cast.bo)
    assert not set(fresh) & set(shown)
    assert bo.post("/me/security/app/remove").status_code == 302
    assert not Authenticator.objects.exists()


def test_an_app_is_kept_only_with_a_code_that_fits(bo: Client, cast: Cast) -> None:
    page = bo.get("/me/security/app").content.decode()
    sealed = re.findall(r'name="sealed" value="([^"]+)"', page)[0]
    secret = re.findall(r">([A-Z2-7]{32})<", page)[0]
    assert secret not in sealed
    wrong = bo.post("/me/security/app", {"sealed": sealed, "code": "000000"})
    assert wrong.status_code == 422
    assert secret in wrong.content.decode(), "the same code stays on the page"
    assert bo.post("/me/security/app", {"sealed": "made-up", "code": code_now(secret)}).status_code == 422
    kept = bo.post("/me/security/app", {"sealed": sealed, "code": code_now(secret)})
    assert kept.headers["Location"] == "/me/security/recovery-codes"
    again = bo.post("/me/security/app", {"sealed": sealed, "code": code_now(secret, 1)})
    assert again.status_code == 409


def test_a_device_is_named_as_people_know_it() -> None:
    assert (
        device("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/130 Safari/537 Edg/130") == "Edge, Windows"
    )
    assert device("Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Safari/604") == "Safari, iPhone"
    assert device("") == "Unknown browser"


def _row_of(key: str | None) -> int:
    return int(UserSession.objects.get(session_key=key).pk)
