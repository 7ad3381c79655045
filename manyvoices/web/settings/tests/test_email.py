"""The page where e-mail is set up, through the front door."""

import pytest
from pytest_django import Settings

from manyvoices.config import load
from manyvoices.core.mail import Trouble
from manyvoices.notifications.models import Letter, MailServer
from manyvoices.notifications.tests.posting import office, set_up, work_once
from manyvoices.notifications.troubles import EXPLANATIONS
from manyvoices.web.people.tests.test_people import signed_in
from tests.cast import Cast

FORM = {
    "host": "mail.northlight.example",
    "port": "587",
    "security": "starttls",
    "user": "ada",
    "password": "canary-password",
    "from_address": "voices@northlight.example",
    "from_name": "Northlight",
}


# promise J1
def test_the_server_is_saved_and_its_password_never_shown(cast: Cast) -> None:
    client = signed_in(cast.ada)
    assert "not set up" in client.get("/settings/email").content.decode()
    assert client.post("/settings/email", FORM).status_code == 302
    page = client.get("/settings/email").content.decode()
    assert "mail.northlight.example" in page
    again = client.post("/settings/email", {**FORM, "host": "elsewhere.example", "password": ""})
    assert again.status_code == 422
    assert again.context["form"].errors.keys() == {"password"}
    wrong = client.post("/settings/email", {**FORM, "host": "a b"})
    assert wrong.status_code == 422
    assert "canary" not in page + again.content.decode() + wrong.content.decode()
    assert MailServer.objects.get().password == "canary-password"
    assert client.post("/settings/email/remove").status_code == 302
    assert not MailServer.objects.exists()


# promise I2
@pytest.mark.parametrize("name", ["bo", "cleo", "eve"])
def test_others_are_refused(cast: Cast, name: str) -> None:
    set_up()
    client = signed_in(getattr(cast, name))
    assert client.get("/settings/email").status_code == 403
    for path in ("/settings/email", "/settings/email/test", "/settings/email/remove"):
        assert client.post(path, FORM).status_code == 403
    assert MailServer.objects.get().host == "127.0.0.1"
    assert not Letter.objects.exists()


def test_a_test_shows_the_answer_word_for_word(cast: Cast) -> None:
    client = signed_in(cast.ada)
    with office(login=("ada", "another")) as opened:
        MailServer.objects.update(user="ada")
        server = MailServer.objects.get()
        server.password = "wrong"
        server.save()
        for path in ("/settings/email/test", "/settings/email/remove"):
            assert client.get(path).status_code == 405
        assert client.post("/settings/email/test").status_code == 302
        assert "on its way" in client.get("/settings/email").content.decode()
        assert 'data-poll="1"' in client.get("/settings/email").content.decode()
        work_once()
        page = client.get("/settings/email").content.decode()
        assert "535 5.7.8 Authentication failed" in page
        assert str(EXPLANATIONS[Trouble.AUTH].means) in page
        assert "data-poll" not in page
        server.password = "another"
        server.save()
        client.post("/settings/email/test")
        work_once()
        page = client.get("/settings/email").content.decode()
        assert "250 2.0.0 queued as 1A2B" in page
        assert "took the letter to ada@northlight.example" in page
    assert len(opened.letters) == 1


def test_every_trouble_has_its_words() -> None:
    assert {str(trouble) for trouble in EXPLANATIONS} == {str(trouble) for trouble in Trouble}
    assert all(told.means and told.do for told in EXPLANATIONS.values())


def test_somebody_without_an_address_is_told_so(cast: Cast) -> None:
    set_up()
    cast.ada.email = None
    cast.ada.save()
    page = signed_in(cast.ada).post("/settings/email/test", follow=True).content.decode()
    assert "You have no e-mail address yourself" in page
    assert not Letter.objects.exists()


# promise J1
def test_what_the_machine_says_is_shown_and_not_changed(cast: Cast, settings: Settings) -> None:
    settings.CONFIG = load(
        {"MANYVOICES_EMAIL_URL": "smtp://ada:canary@mail.example:2525?from=v@northlight.example"}
    )
    client = signed_in(cast.ada)
    page = client.get("/settings/email").content.decode()
    assert "mail.example:2525" in page
    assert "canary" not in page
    assert '<input type="password"' not in page
    assert client.post("/settings/email", FORM).status_code == 409
    assert client.post("/settings/email/remove").status_code == 409
    assert client.post("/settings/email/test").status_code == 302
    assert Letter.objects.get().to == cast.ada.email
