"""Inviting by letter, and what became of it, through the front door."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from manyvoices.core import clock
from manyvoices.core.mail.tests.post_office import PostOffice
from manyvoices.notifications.models import Letter, MailServer
from manyvoices.notifications.tests.posting import office, set_up, work_once
from manyvoices.people.actions.invite_person import invite_person
from manyvoices.people.models import Invitation, Person
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import PASSWORD, Cast

LINK = re.compile(r"https://voices\.example(/invitation/[\w-]+)")


def form(cast: Cast, **changed: str) -> dict[str, str]:
    given = {
        "person_name": "Finn",
        "email": "finn@northlight.example",
        "number": "",
        "language": "en",
        "name": "ambassador",
        "unit": str(cast.operations.pk),
        "by_letter": "on",
    }
    return {**given, **changed}


@pytest.fixture
def post() -> Iterator[PostOffice]:
    with office() as opened:
        yield opened


def link_in(opened: PostOffice, number: int = -1) -> str:
    body = opened.letters[number][1].get_body(("plain",))
    assert body is not None
    found = LINK.search(body.get_content())
    assert found is not None
    return found[1]


def test_a_letter_carries_the_link_and_the_page_says_it_left(cast: Cast, post: PostOffice) -> None:
    client = signed_in(cast.ada)
    page = client.post("/people/invitations", form(cast), follow=True).content.decode()
    assert "Letter on its way" in page
    assert not LINK.search(page)
    work_once()
    assert "Letter sent" in client.get("/people/invitations").content.decode()
    ((to, message),) = post.letters
    assert to == "finn@northlight.example"
    assert message["Subject"] == "Ada invites you to Northlight"
    assert "as Ambassador in Operations" in str(message.get_body(("plain",))).replace("=\n", "")
    joined = Client().post(link_in(post), {"name": "Finn", "password": PASSWORD})
    assert joined.status_code == 302
    assert Person.objects.get(name="Finn").email == "finn@northlight.example"
    assert "Joined" in client.get("/people/invitations?show=joined").content.decode()


def test_a_refused_letter_says_why_and_a_new_link_ends_the_old(cast: Cast, post: PostOffice) -> None:
    client = signed_in(cast.ada)
    client.post("/people/invitations", form(cast))
    work_once()
    old = link_in(post)
    post.answers["RCPT"] = "550 5.1.1 nobody of that name"
    path = f"/people/invitations/{Invitation.objects.get().pk}/resend"
    assert client.get(path).status_code == 405
    assert client.post(path).status_code == 302
    work_once()
    page = client.get("/people/invitations").content.decode()
    assert "Letter not sent" in page
    assert "550 5.1.1 nobody of that name" in page
    assert "Check the spelling of the address" in page
    assert Client().get(old).status_code == 404
    del post.answers["RCPT"]
    client.post(path)
    work_once()
    assert Client().get(link_in(post)).status_code == 200


def test_without_e_mail_the_page_says_so_and_gives_the_link(cast: Cast) -> None:
    client = signed_in(cast.ada)
    page = client.get("/people/invitations").content.decode()
    assert "E-mail is not set up" in page
    assert "by_letter" not in page
    link = LINK.search(client.post("/people/invitations", form(cast)).content.decode())
    assert link is not None
    again = client.post(f"/people/invitations/{Invitation.objects.get().pk}/resend").content.decode()
    assert LINK.search(again) is not None
    assert Client().get(link[1]).status_code == 404
    assert not Letter.objects.exists()


@pytest.mark.parametrize("changed", [{"email": ""}, {"by_letter": ""}])
def test_no_letter_where_none_is_wanted(cast: Cast, changed: dict[str, str]) -> None:
    set_up()
    page = signed_in(cast.ada).post("/people/invitations", form(cast, **changed)).content.decode()
    assert LINK.search(page)
    assert not Letter.objects.exists()


def test_a_number_is_enough_and_stands_on_the_page(cast: Cast, client: Client) -> None:
    sent = form(cast, email="", number="A-77")
    page = signed_in(cast.ada).post("/people/invitations", sent).content.decode()
    link = LINK.search(page)
    assert link is not None
    assert "A-77" in client.get(link[1]).content.decode()
    assert client.post(link[1], {"name": "Gus", "password": PASSWORD}).status_code == 302
    assert Person.objects.get(login="A-77").email is None


# promise I1
def test_invitations_of_other_units_are_not_there(cast: Cast) -> None:
    invitation, _ = invite_person(actor=cast.ada, name="F", unit=cast.root, role="ambassador")
    before = invitation.token_hash
    for name in ("bo", "eve"):
        client = signed_in(getattr(cast, name))
        assert client.post(f"/people/invitations/{invitation.pk}/resend").status_code == 404
    invitation.refresh_from_db()
    assert invitation.token_hash == before


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("accepted_at", "You have joined already"),
        ("revoked_at", "This invitation was taken back"),
        ("expires_at", "This invitation has ended"),
    ],
)
def test_a_link_that_has_ended_says_how(cast: Cast, client: Client, field: str, said: str) -> None:
    _, token = invite_person(actor=cast.ada, name="F", unit=cast.root, role="ambassador")
    Invitation.objects.update(**{field: clock.now() - timedelta(minutes=1)})
    answer = client.get(f"/invitation/{token}")
    assert answer.status_code == 410
    assert said in answer.content.decode()
    assert client.post(f"/invitation/{token}", {"name": "F", "password": PASSWORD}).status_code == 410
    unknown = client.get("/invitation/unknown")
    assert unknown.status_code == 404
    assert "not complete" in unknown.content.decode()


# promise I10
def test_a_link_answers_for_few_addresses_and_in_the_same_words(cast: Cast, client: Client) -> None:
    _, token = invite_person(actor=cast.ada, name="F", unit=cast.root, role="ambassador")
    typed = {"name": "F", "password": PASSWORD, "email": "bo@northlight.example"}
    answers = [client.post(f"/invitation/{token}", typed) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert "already" not in str(answers[0].context["form"].errors)
    looks = [client.get("/invitation/unknown").status_code for _ in range(61)]
    assert set(looks[:60]) == {404}
    assert looks[60] == 429


def test_the_page_speaks_the_language_of_the_invitation(
    cast: Cast, client: Client, settings: Settings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    _, token = invite_person(actor=cast.ada, name="F", unit=cast.root, role="ambassador", language="de")
    answer = client.get(f"/invitation/{token}", headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "de"
    assert '<html lang="de"' in answer.content.decode()
    client.post(f"/invitation/{token}", {"name": "F", "password": PASSWORD, "email": "f@northlight.example"})
    assert Person.objects.get(name="F").language == "de"


# promise K1
def test_the_list_is_paged_found_and_costs_the_same(cast: Cast) -> None:
    set_up()
    client = signed_in(cast.ada)
    client.post("/people/invitations", form(cast))
    client.get("/people/invitations")
    few = queries_for(client, "/people/invitations")
    for number in range(26):
        client.post(
            "/people/invitations", form(cast, person_name=f"P{number}", email=f"p{number}@northlight.example")
        )
    client.get("/people/invitations")
    assert queries_for(client, "/people/invitations") == few
    assert ">Finn<" not in client.get("/people/invitations").content.decode()
    assert ">Finn<" in client.get("/people/invitations?page=2").content.decode()
    found = client.get("/people/invitations?q=finn@").content.decode()
    assert ">Finn<" in found
    assert ">P1<" not in found
    assert MailServer.objects.count() == 1
