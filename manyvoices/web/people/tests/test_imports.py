"""Files of people through the front door."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from manyvoices.people.models import PeopleImport, Person, RoleName
from manyvoices.people.work.tests.importing import ready, start, work, write
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast, role

FILE = "Name;E-Mail;Farbe;Einheit\nÅse Li;aase@x.example;=1+1;Operations\nHal;=cmd@;;Operations\n"


def bring(client: Client, cast: Cast, data: bytes, **more: object) -> str:
    sent = {"file": SimpleUploadedFile("people.csv", data), "unit": cast.operations.pk, **more}
    answer = client.post("/people/imports", sent)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return b"".join(answer).decode()


def test_from_the_file_to_the_people(cast: Cast) -> None:
    client = signed_in(cast.ada)
    path = bring(client, cast, FILE.encode("windows-1252"))
    one = PeopleImport.objects.get()
    assert "data-poll" in body(client, path)
    work(one)
    page = body(client, path)
    assert "Windows-1252" in page
    assert "Farbe" in page
    assert "Import 1 person" in page
    assert "This is no e-mail address." in page
    assert "Åse Li" not in page
    assert "Åse Li" in body(client, f"{path}?show=new")
    assert client.post(f"{path}/confirm").status_code == 302
    assert not Person.objects.filter(email="aase@x.example").exists()
    work(one)
    assert Person.objects.get(email="aase@x.example").unit == cast.operations
    assert "1 person is written" in body(client, path)
    assert "people.csv" in body(client, "/people/imports")


# promise H6
def test_the_wrong_lines_come_back_as_a_harmless_file(cast: Cast) -> None:
    client = signed_in(cast.ada)
    path = bring(client, cast, FILE.encode())
    work(PeopleImport.objects.get())
    rows = list(csv.reader(io.StringIO(body(client, f"{path}/wrong.csv").removeprefix("\ufeff"))))
    assert rows[0][:3] == ["name", "email", "unit"]
    assert [row[:2] for row in rows[1:]] == [["Hal", "'=cmd@"]]
    again = ready(cast.ada, cast.operations)
    assert client.get(f"/people/imports/{again.pk}").status_code == 200


def test_the_sample_is_a_file_that_can_be_brought(cast: Cast) -> None:
    client = signed_in(cast.ada)
    path = bring(client, cast, body(client, "/people/imports/sample.csv").encode())
    work(PeopleImport.objects.get())
    assert "Import 2 people" in body(client, path)


@pytest.mark.parametrize("data", [b"\0\0", b"a,b\n1,2\n"])
def test_a_file_that_cannot_be_read_is_explained_beside_it(cast: Cast, data: bytes) -> None:
    sent = {"file": SimpleUploadedFile("people.csv", data), "unit": cast.operations.pk}
    answer = signed_in(cast.ada).post("/people/imports", sent)
    assert answer.status_code == 422
    assert not PeopleImport.objects.exists()


# promise I1
def test_somebody_elses_import_is_not_there(cast: Cast) -> None:
    one = ready(cast.ada, cast.root)
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    lead = signed_in(cast.cleo)
    for path in ("", "/wrong.csv"):
        assert lead.get(f"/people/imports/{one.pk}{path}").status_code == 404
    for path in ("/confirm", "/cancel"):
        assert lead.post(f"/people/imports/{one.pk}{path}").status_code == 404
    assert signed_in(cast.dan).get("/people/imports").status_code == 403
    assert signed_in(cast.dan).get("/people/imports/sample.csv").status_code == 403


# promise K1
def test_the_preview_asks_as_often_for_fifty_lines_as_for_five(cast: Cast) -> None:
    client = signed_in(cast.ada)
    lines = [f"P{n},p{n}@x.example" for n in range(50)]
    few = start(cast.ada, cast.root, "\n".join(["name,email", *lines[:5]]).encode())
    many = start(cast.ada, cast.root, "\n".join(["name,email", *lines]).encode())
    queries_for(client, f"/people/imports/{few.pk}")
    assert queries_for(client, f"/people/imports/{many.pk}") == queries_for(
        client, f"/people/imports/{few.pk}"
    )


def test_stopped_it_says_so(cast: Cast) -> None:
    client = signed_in(cast.ada)
    one = ready(cast.ada, cast.operations)
    assert client.post(f"/people/imports/{one.pk}/cancel").status_code == 302
    assert "Nobody was written" in body(client, f"/people/imports/{one.pk}")
    assert client.post(f"/people/imports/{one.pk}/confirm").status_code == 409


def test_who_has_no_address_is_led_to_a_sign_in_code(cast: Cast) -> None:
    one = start(cast.ada, cast.root, b"name,number,email\nHal,N-1,\nFay,,fay@x.example\n")
    write(cast.ada, one)
    page = body(signed_in(cast.ada), f"/people/imports/{one.pk}?show=codes")
    hal = Person.objects.get(login="N-1")
    assert f"/people/{hal.pk}/sign-in-links" in page
    assert "1 of them has no e-mail address" in page
    assert "Fay" not in page
