"""People through the front door."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manyvoices.people.models import Grant, Person, Right, Role, RoleName
from manyvoices.people.queries import rights
from tests.cast import Cast, person, role


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def queries_for(client: Client, path: str) -> int:
    """How often the page asks the database."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_lead_sees_everybody_and_the_way_to_invite(cast: Cast) -> None:
    page = signed_in(cast.ada).get("/people").content.decode()
    assert all(name in page for name in ("Ada", "Bo", "Cleo", "Dan", "Eve"))
    assert "/people/invitations" in page


# promise I1
@pytest.mark.parametrize("name", ["dan", "eve"])
def test_others_see_themselves_alone_and_no_page_of_a_colleague(cast: Cast, name: str) -> None:
    me: Person = getattr(cast, name)
    client = signed_in(me)
    page = client.get("/people").content.decode()
    assert me.name in page
    assert ">Bo<" not in page
    assert client.get(f"/people/{me.pk}").status_code == 200
    assert client.get(f"/people/{cast.bo.pk}").status_code == 404
    assert client.get("/people/1").status_code == 404


# promise I1
@pytest.mark.parametrize("name", ["dan", "eve"])
def test_nothing_changes_for_those_who_may_not(cast: Cast, name: str) -> None:
    client = signed_in(getattr(cast, name))
    held, grant = Role.objects.get(person=cast.bo), Grant.objects.filter(person=cast.bo)[0]
    before = (Role.objects.count(), Grant.objects.count())
    for path in ("roles", f"roles/{held.pk}/end", "grants", f"grants/{grant.pk}/revoke", "end"):
        answer = client.post(f"/people/{cast.bo.pk}/{path}", {"because": "I want to"})
        assert answer.status_code == 404, path
    assert client.get("/people/invitations").status_code == 403
    assert client.post("/people/invitations", {"person_name": "F"}).status_code == 403
    assert (Role.objects.count(), Grant.objects.count()) == before
    assert rights(cast.bo).has_right(Right.PUBLISH, cast.operations.pk)


# promise I3
@pytest.mark.parametrize("name", ["administrator", "programme_lead", "editor"])
def test_a_form_that_was_tampered_with_gives_nothing(cast: Cast, name: str) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    client = signed_in(cast.cleo)
    for who in (cast.cleo, cast.dan):
        sent = {"name": name, "unit": cast.operations.pk, "is_active": "on", "roles": name}
        assert client.post(f"/people/{who.pk}/roles", sent).status_code in {403, 422}
    sent = {"name": "ambassador", "unit": cast.root.pk}
    assert client.post(f"/people/{cast.dan.pk}/roles", sent).status_code == 422
    assert not Role.objects.filter(person=cast.dan).exists()


def test_a_lead_gives_a_role_and_a_right_and_takes_them_back(cast: Cast) -> None:
    client, page = signed_in(cast.ada), f"/people/{cast.dan.pk}"
    unit = cast.operations.pk
    assert client.post(f"{page}/roles", {"name": "ambassador", "unit": unit}).status_code == 302
    grant = {"right": "publish", "unit": unit, "because": "course", "expires_at": "2099-05-03T10:00"}
    assert client.post(f"{page}/grants", grant).status_code == 302
    held = rights(cast.dan)
    assert held.has_role("ambassador", unit)
    assert held.has_right("publish", unit)
    shown = client.get(page).content.decode()
    assert "course" in shown
    role_id, grant_id = Role.objects.get(person=cast.dan).pk, Grant.objects.get(person=cast.dan).pk
    assert client.post(f"{page}/roles/{role_id}/end", {"because": ""}).status_code == 422
    assert client.post(f"{page}/roles/{role_id}/end", {"because": "moved"}).status_code == 302
    assert client.post(f"{page}/grants/{grant_id}/revoke", {"because": "complaints"}).status_code == 302
    held = rights(cast.dan)
    assert not held.has_role("ambassador", unit)
    assert not held.has_right("publish", unit)


def test_an_end_is_typed_and_shown_in_the_time_of_its_reader(cast: Cast) -> None:
    cast.ada.time_zone = "Asia/Kolkata"
    cast.ada.save(update_fields=["time_zone"])
    client, page = signed_in(cast.ada), f"/people/{cast.dan.pk}"
    unit = cast.operations.pk
    grant = {"right": "publish", "unit": unit, "because": "course", "expires_at": "2099-05-03T10:00"}
    client.post(f"{page}/grants", grant)
    kept = Grant.objects.get(person=cast.dan).expires_at
    assert kept is not None
    assert (kept.hour, kept.minute) == (4, 30)  # stored in UTC
    assert "May 3, 2099, 10 a.m." in client.get(page).content.decode()


def test_a_role_is_ended_on_the_page_of_its_person_alone(cast: Cast) -> None:
    bos = Role.objects.get(person=cast.bo)
    answer = signed_in(cast.ada).post(f"/people/{cast.dan.pk}/roles/{bos.pk}/end", {"because": "oops"})
    assert answer.status_code == 404


# promise I9
def test_leaving_stops_every_session_at_the_next_request(cast: Cast) -> None:
    bos = signed_in(cast.bo)
    assert bos.get("/me").status_code == 200
    assert signed_in(cast.ada).post(f"/people/{cast.bo.pk}/end", {"because": "left"}).status_code == 302
    assert bos.get("/me").status_code == 302
    assert bos.post("/me", {"name": "Bo again"}).status_code == 302
    cast.bo.refresh_from_db()
    assert cast.bo.name == "Bo"


# promise K1
def test_the_list_asks_as_often_for_fifty_as_for_five(cast: Cast) -> None:
    client = signed_in(cast.ada)
    client.get("/people")
    few = queries_for(client, "/people")
    for number in range(30):
        role(person(f"P{number}", cast.operations), RoleName.AMBASSADOR, cast.operations)
    assert queries_for(client, "/people") == few
