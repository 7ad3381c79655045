"""A forgotten password: one letter, one answer, one use."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.notifications.models import Letter, MailServer
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.models import Person
from manyvoices.people.password_keys import new_key
from manyvoices.web.sign_in.tests.ways import is_in, type_password
from tests.cast import Cast

BO = "bo@northlight.example"
NEW = "an entirely new password"


@pytest.fixture
def mail(db: None) -> None:
    """A mail server is named."""
    MailServer.objects.create(
        host="localhost", from_address="hello@northlight.example", changed_at=clock.now()
    )


@pytest.mark.usefixtures("mail")
def test_the_letter_leads_to_a_new_password_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.bo)
    anywhere = Client()
    assert (
        anywhere.post("/sign-in/forgotten", {"email": BO.upper()}).headers["Location"]
        == "/sign-in/forgotten/sent"
    )
    letter = Letter.objects.get()
    assert (letter.to, letter.person) == (BO, cast.bo)
    found = re.search(r"/sign-in/new-password/(\S+)", letter.text)
    assert found
    assert NEW.encode() not in anywhere.get(found.group()).content
    assert anywhere.post("/sign-in/new-password", {"key": found[1], "password": "short"}).status_code == 422
    assert anywhere.post("/sign-in/new-password", {"key": found[1], "password": NEW}).status_code == 302
    assert not is_in(client), "every session has ended"
    assert not is_in(anywhere), "it signs nobody in"
    assert anywhere.get(found.group()).status_code == 404
    assert anywhere.post("/sign-in/new-password", {"key": found[1], "password": NEW}).status_code == 404
    assert type_password(anywhere, BO, NEW) == "/today/"


# promise I10
@pytest.mark.usefixtures("mail")
def test_known_and_unknown_addresses_get_the_same_answer(client: Client, cast: Cast) -> None:
    answers = []
    for email in (BO, "nobody@northlight.example"):
        before = AuditRow.objects.count()
        answer = client.post("/sign-in/forgotten", {"email": email}, follow=True)
        body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", answer.content)
        answers.append((answer.redirect_chain, body, AuditRow.objects.count() - before))
    assert answers[0] == answers[1]
    assert Letter.objects.count() == 1


@pytest.mark.usefixtures("mail")
def test_letters_to_one_address_are_limited(client: Client, cast: Cast) -> None:
    answers = [client.post("/sign-in/forgotten", {"email": BO}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_without_a_mail_server_the_page_says_what_to_do(client: Client, cast: Cast) -> None:
    assert b"A lead of your unit can show you a code" in client.get("/sign-in/forgotten").content
    client.post("/sign-in/forgotten", {"email": BO})
    assert not Letter.objects.exists()


# promise I12
def test_a_key_is_one_persons_and_ends_with_a_new_password_or_address_and_with_the_person(
    client: Client, cast: Cast
) -> None:
    def works(key: str) -> bool:
        return client.get(f"/sign-in/new-password/{key}").status_code == 200

    key = new_key(Person.objects.get(pk=cast.bo.pk))
    assert works(key)
    assert not works(key.replace(str(cast.bo.pk), str(cast.ada.pk)))
    Person.objects.filter(pk=cast.bo.pk).update(email="bo.ek@northlight.example")
    assert not works(key)
    key = new_key(Person.objects.get(pk=cast.bo.pk))
    end_person(actor=cast.ada, person=cast.bo, because="left")
    assert not works(key)
    for made_up in ("", "x", "-", "1-", "9" * 40 + "-x", "٣-x"):
        assert client.get(f"/sign-in/new-password/{made_up or 'y'}").status_code == 404


def test_a_key_ends_after_an_hour(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key(cast.dan)
    later = (clock.now() + timedelta(minutes=61)).replace(tzinfo=None)
    monkeypatch.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda _self: later)
    assert client.get(f"/sign-in/new-password/{key}").status_code == 404
