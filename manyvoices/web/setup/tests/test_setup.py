"""Set-up through the front door."""

from datetime import timedelta

import pytest
from django.test import Client

from manyvoices.people.actions.offer_set_up import offer_set_up
from manyvoices.people.models import Consent, Organisation, Person, Purpose, Role, RoleName, SetupLink
from manyvoices.voices.models import Speaker, Voice, VoiceKind

FORM = {
    "organisation_name": "Straßenbahn Süd",
    "name": "Ada Lindqvist",
    "email": "Ada@Example.org ",
    "password": "a long enough password",
}


@pytest.fixture
def token(db: None) -> str:
    offered = offer_set_up()
    assert offered is not None
    return offered


def test_four_fields_make_an_organisation_its_lead_and_two_voices(client: Client, token: str) -> None:
    assert "@your_organisation@" in client.get(f"/setup/{token}").content.decode()
    answer = client.post(f"/setup/{token}", FORM)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/compose")
    ada = Person.objects.get()
    assert ada.email == "ada@example.org"
    roles = set(Role.objects.filter(person=ada).values_list("name", flat=True))
    assert roles == {RoleName.ADMINISTRATOR, RoleName.PROGRAMME_LEAD, RoleName.EDITOR}
    brand = Voice.objects.get(kind=VoiceKind.BRAND)
    own = Voice.objects.get(kind=VoiceKind.PERSON)
    assert (brand.handle, own.handle, own.person) == ("strassenbahn_sued", "ada_lindqvist", ada)
    assert Speaker.objects.get(voice=brand).person == ada
    agreed = Consent.objects.filter(person=ada, channel=own.channels.get().pk)
    assert set(agreed.values_list("purpose", flat=True)) == {Purpose.PUBLISH, Purpose.COLLECT}
    assert client.get("/me").status_code == 200  # signed in


def test_the_words_agreed_to_are_those_on_the_screen(client: Client, token: str) -> None:
    shown = client.get(f"/setup/{token}").content.decode()
    client.post(f"/setup/{token}", FORM)
    for consent in Consent.objects.select_related("wording"):
        assert consent.wording.text in shown


# promise I10
def test_the_link_works_once(client: Client, token: str) -> None:
    client.post(f"/setup/{token}", FORM)
    second = Client().post(f"/setup/{token}", {**FORM, "email": "eve@example.org"})
    assert second.status_code == 404
    assert Client().get(f"/setup/{token}").status_code == 404
    assert Person.objects.count() == Organisation.objects.count() == 1
    assert offer_set_up() is None


# promise I10
def test_an_unknown_and_an_old_link_lead_nowhere(client: Client, token: str) -> None:
    assert client.get("/setup/guessed").status_code == 404
    SetupLink.objects.update(expires_at=SetupLink.objects.get().expires_at - timedelta(minutes=31))
    assert client.post(f"/setup/{token}", FORM).status_code == 404
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no address"),
        ("password", "short"),
        ("password", "1234567890"),
        ("name", ""),
        ("name", "x" * 121),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_burns_nothing(
    client: Client, token: str, field: str, value: str
) -> None:
    answer = client.post(f"/setup/{token}", {**FORM, field: value})
    assert answer.context["form"].errors.keys() == {field}
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Organisation.objects.exists()
    assert client.post(f"/setup/{token}", FORM).status_code == 302


def test_addresses_are_shown_while_typing_and_are_those_that_are_made(client: Client, token: str) -> None:
    typed = {"organisation_name": "Ada", "name": "Ada"}
    fragment = client.get(f"/setup/{token}/addresses", typed).content.decode()
    assert "@ada@voices.example" in fragment
    assert "@ada_2@voices.example" in fragment
    assert not Voice.objects.exists()
    client.post(f"/setup/{token}", {**FORM, **typed})
    assert set(Voice.objects.values_list("handle", flat=True)) == {"ada", "ada_2"}


def test_addresses_are_told_to_nobody_without_the_link(client: Client, token: str) -> None:
    assert client.get("/setup/guessed/addresses").status_code == 404
