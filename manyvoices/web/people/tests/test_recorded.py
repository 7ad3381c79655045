"""What is recorded about me, and the register, through the front door."""

import csv
import json
from io import StringIO

import pytest
from django.test import Client

from manyvoices.people.models import Correction, Person, RegisterSwitch, RoleName
from manyvoices.people.register_entries import ENTRIES
from manyvoices.web.people.recorded_words import LABELS
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast, person, role


def test_every_shown_field_has_its_words() -> None:
    fields = {name for entry in ENTRIES.values() for source in entry.sources for name in source.shown}
    assert fields == LABELS.keys()


# promise J3
def test_every_entry_is_shown_with_why_for_whom_and_until_when(cast: Cast) -> None:
    bo = signed_in(cast.bo)
    page = bo.get("/me/recorded").content.decode()
    for entry in ENTRIES.values():
        assert f"/me/recorded/{entry.name}" in page
        said = bo.get(f"/me/recorded/{entry.name}").content.decode()
        for words in (entry.purpose, entry.basis, entry.seen_by, entry.kept):
            assert str(words).replace("'", "&#x27;") in said
    assert "course passed" in bo.get("/me/recorded/roles").content.decode()
    assert "course passed" not in signed_in(cast.dan).get("/me/recorded/roles").content.decode()
    assert bo.get("/me/recorded/nothing").status_code == 404


def test_all_of_it_is_taken_along_by_a_press(cast: Cast) -> None:
    bo = signed_in(cast.bo)
    assert bo.get("/me/recorded/export").status_code == 405
    answer = bo.post("/me/recorded/export")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    text = answer.content.decode()
    assert json.loads(text)["name"] == "Bo"
    assert cast.bo.password not in text
    assert "dan@northlight.example" not in text


def test_a_correction_goes_to_the_administrators_and_back(cast: Cast) -> None:
    dan, ada = signed_in(cast.dan), signed_in(cast.ada)
    assert dan.post("/me/recorded/roles/correction", {"text": ""}).status_code == 422
    dan.post("/me/recorded/roles/correction", {"text": "I am in Depot West."})
    row = Correction.objects.get()
    assert "I am in Depot West." in ada.get("/people/corrections?open").content.decode()
    path = f"/people/corrections/{row.pk}/answer"
    assert ada.post(path, {"answer": ""}).status_code == 422
    assert ada.post(path, {"answer": "Moved you."}).status_code == 302
    assert "Moved you." in dan.get("/me/recorded/roles").content.decode()
    assert "I am in Depot West." not in ada.get("/people/corrections?open").content.decode()


# promise I1
@pytest.mark.parametrize("name", ["bo", "dan", "eve"])
def test_the_register_and_the_requests_of_others_are_not_there(cast: Cast, name: str) -> None:
    client = signed_in(getattr(cast, name))
    row = Correction.objects.create(
        person=cast.cleo, entry="roles", text="x", asked_at=cast.organisation.set_up_at
    )
    for path in ("/register", "/register/csv", "/people/corrections"):
        assert client.get(path).status_code == 404
    assert client.post(f"/people/corrections/{row.pk}/answer", {"answer": "x"}).status_code == 404
    sent = {"unit": cast.root.pk, "agreement": "A"}
    assert client.post("/register/last_sign_in/on", sent).status_code == 404
    assert not RegisterSwitch.objects.exists()


@pytest.mark.parametrize("name", [RoleName.EMPLOYEE_REPRESENTATIVE, RoleName.AUDITOR])
def test_the_representative_reads_the_register_and_switches_nothing(cast: Cast, name: RoleName) -> None:
    role(cast.dan, name, cast.root)
    page = signed_in(cast.dan).get("/register").content.decode()
    assert all(str(entry.title) in page for entry in ENTRIES.values())
    assert not any(one in page for one in ("Switch on", "bo@northlight.example", "course passed"))
    sent = {"unit": cast.root.pk, "agreement": "A"}
    assert signed_in(cast.dan).post("/register/last_sign_in/on", sent).status_code == 404


# promise J3
def test_a_switch_is_read_with_unit_agreement_and_name_and_as_csv(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    sent = {"unit": cast.root.pk, "agreement": "=Agreement 2026-3"}
    assert ada.post("/register/last_sign_in/on", {**sent, "agreement": ""}).status_code == 422
    assert ada.post("/register/account/on", sent).status_code == 404
    assert ada.post("/register/last_sign_in/on", sent).status_code == 302
    row = RegisterSwitch.objects.get()
    text = StringIO(ada.get("/register/csv").content.decode("utf-8-sig"), newline="")
    lines = {line["entry"]: line for line in csv.DictReader(text)}
    assert lines.keys() == ENTRIES.keys()
    line = lines["last_sign_in"]
    assert (line["unit"], line["on_by"], line["behaviour"]) == ("Northlight", "Ada", "yes")
    assert line["agreement"] == "'=Agreement 2026-3", "no spreadsheet takes it for a formula"
    ada.post(f"/register/{row.pk}/off")
    row.refresh_from_db()
    assert row.off_by == cast.ada
    assert "off since" in ada.get("/register").content.decode()


# promise K1
def test_the_pages_ask_as_often_for_many(cast: Cast) -> None:
    ada, bo = signed_in(cast.ada), signed_in(cast.bo)
    pages = [
        (bo, "/me/recorded"),
        (bo, "/me/recorded/roles"),
        (ada, "/people/corrections"),
        (ada, "/register"),
    ]
    for client, path in pages:
        client.get(path)
    _ask(cast, cast.dan)
    few = [queries_for(client, path) for client, path in pages]
    for number in range(8):
        role(cast.bo, list(RoleName)[number], cast.elsewhere)
        _ask(cast, person(f"P{number}", cast.operations))
    assert [queries_for(client, path) for client, path in pages] == few


def test_strangers_are_led_to_the_sign_in(db: None) -> None:
    for path in ("/me/recorded", "/me/recorded/roles", "/register", "/people/corrections"):
        assert Client().get(path).status_code == 302


def _ask(cast: Cast, who: Person) -> None:
    Correction.objects.create(person=who, entry="roles", text="x", asked_at=cast.organisation.set_up_at)
