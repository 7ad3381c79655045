"""The tree of units through the front door."""

import re

import pytest
from django.test import Client

from manyvoices.core.models import AuditRow
from manyvoices.people.actions.set_calendar import set_calendar
from manyvoices.people.models import Calendar, Person, Role, RoleName, Unit, UnitSetting
from manyvoices.voices.models import Voice
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from manyvoices.web.working_page import zone_of
from tests.cast import Cast, person, role, voice


@pytest.fixture
def team(cast: Cast) -> Unit:
    return Unit.objects.create(parent=cast.operations, kind="team", name="Night line")


def seen_on(client: Client, path: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', client.get(path).content.decode())
    assert found is not None
    return found[1]


def test_the_tree_shows_who_stands_where(cast: Cast, team: Unit) -> None:
    person("Fay", team)
    voice("night", "Night line", kind="group", unit=team, brand=cast.brand)
    page = signed_in(cast.ada).get("/organisation/units")
    root = page.context["roots"][0]
    assert (root.unit, root.people_below, root.people, root.others_below) == (cast.root, 6, 1, 4)
    below = {node.unit.name: (node.people_below, node.others_below) for node in root.children}
    assert below == {"Operations": (4, 2), "Depot West": (1, 0)}
    assert page.content.decode().count("<details") >= 2


def test_a_lead_sees_the_own_part_and_others_nothing(cast: Cast, team: Unit) -> None:
    role(cast.dan, RoleName.UNIT_LEAD, cast.operations)
    client = signed_in(cast.dan)
    page = client.get("/organisation/units").content.decode()
    assert "Night line" in page
    assert "Depot West" not in page
    assert "Open a unit to add one" not in page
    assert "Open a unit to add one" in signed_in(cast.ada).get("/organisation/units").content.decode()
    shown = client.get(f"/organisation/units/{team.pk}")
    assert shown.status_code == 200
    assert "Close unit" not in shown.content.decode()
    assert signed_in(cast.bo).get("/organisation/units").status_code == 403


# promise I1
@pytest.mark.parametrize(
    "path", ["", "/move", "/hours", "/change", "/below", "/close", "/reopen", "/settings/language"]
)
def test_a_foreign_unit_is_not_there(cast: Cast, path: str) -> None:
    role(cast.dan, RoleName.ADMINISTRATOR, cast.operations)
    for who in (cast.dan, cast.bo):
        client = signed_in(who)
        address = f"/organisation/units/{cast.elsewhere.pk}{path}"
        assert {client.get(address).status_code, client.post(address, {}).status_code} <= {404, 405}
    assert 404 in {signed_in(cast.dan).post(address, {}).status_code, client.get(address).status_code}


def test_the_pages_ask_as_often_for_one_as_for_many(cast: Cast, team: Unit) -> None:
    client = signed_in(cast.ada)
    paths = ("/organisation/units", f"/organisation/units/{cast.operations.pk}", "/organisation/units?q=line")
    move = f"/organisation/units/{team.pk}/move?to={cast.elsewhere.pk}"
    before = [queries_for(client, path) for path in (*paths, move)]
    for number in range(12):
        inner = Unit.objects.create(parent=team, kind="team", name=f"Inner line {number}")
        Person.objects.create(name=f"P{number}", unit=inner, joined_at=cast.organisation.set_up_at)
        Person.objects.create(name=f"Q{number}", unit=cast.operations, joined_at=cast.organisation.set_up_at)
        role(Person.objects.get(name=f"P{number}"), RoleName.UNIT_LEAD, cast.operations)
    assert [queries_for(client, path) for path in (*paths, move)] == before


def test_a_unit_is_made_renamed_closed_and_opened(cast: Cast, team: Unit) -> None:
    client, here = signed_in(cast.ada), f"/organisation/units/{team.pk}"
    assert client.post(f"{here}/below", {"name": "Crew", "kind": "team"}).status_code == 302
    again = client.post(f"{here}/below", {"name": "Crew", "kind": "team"})
    assert (again.status_code, again.context["below_form"].errors.keys()) == (422, {"name"})
    crew = Unit.objects.get(name="Crew")
    assert client.post(f"{here}/change", {"name": "Late line", "kind": "team"}).status_code == 302
    assert client.post(f"{here}/close", {"because": "merged"}).status_code == 422
    assert client.post(f"/organisation/units/{crew.pk}/close", {"because": "merged"}).status_code == 302
    assert client.post(f"/organisation/units/{crew.pk}/reopen").status_code == 302
    assert Unit.objects.get(pk=crew.pk).closed_at is None
    assert Unit.objects.get(pk=team.pk).name == "Late line"


def test_a_setting_is_set_and_taken_from_above_again(cast: Cast, team: Unit) -> None:
    client, here = signed_in(cast.ada), f"/organisation/units/{team.pk}/settings"
    assert client.post(f"{here}/week_share", {"value": "3"}).status_code == 302
    wrong = client.post(f"{here}/week_share", {"value": "a lot"})
    assert wrong.status_code == 422
    assert "whole number" in wrong.content.decode()
    assert client.post(f"{here}/closed_at", {"value": "now"}).status_code == 404
    assert client.post(f"{here}/week_share/clear").status_code == 302
    assert not UnitSetting.objects.exists()
    client.post(f"/organisation/units/{cast.root.pk}/settings/week_share", {"value": "4"})
    assert "from Northlight" in client.get(f"/organisation/units/{team.pk}").content.decode()


def test_hours_are_kept_and_come_down(cast: Cast, team: Unit) -> None:
    client, here = signed_in(cast.ada), f"/organisation/units/{cast.operations.pk}/hours"
    week = {"mon": "8-12, 13-16:30", "time_zone": "Europe/Oslo", "holidays": "2026-12-25 Christmas Day\n"}
    assert client.post(here, week).status_code == 302
    below = client.get(f"/organisation/units/{team.pk}").content.decode()
    assert "08:00–12:00, 13:00–16:30" in below
    assert "Christmas Day" in below
    for wrong in ({"mon": "noon"}, {"holidays": "Christmas"}, {"time_zone": "Mars/Base"}):
        refused = client.post(here, {**week, **wrong})
        assert (refused.status_code, refused.context["form"].errors.keys()) == (422, wrong.keys())
    assert client.post(here, {"drop": "1"}).status_code == 302
    assert not Calendar.objects.exists()


def test_a_unit_moves_after_what_follows_was_shown(cast: Cast, team: Unit) -> None:
    set_calendar(actor=cast.ada, of=cast.elsewhere, time_zone="UTC", hours={"mon": "9-17"}, holidays={})
    role(cast.eve, RoleName.UNIT_LEAD, cast.elsewhere)
    client, here = signed_in(cast.ada), f"/organisation/units/{team.pk}/move"
    preview = client.get(f"{here}?to={cast.elsewhere.pk}").content.decode()
    assert "This is what follows" in preview
    assert "Eve" in preview
    seen = seen_on(client, f"{here}?to={cast.elsewhere.pk}")
    person("Fay", team)
    changed = client.post(here, {"to": cast.elsewhere.pk, "seen": seen})
    assert changed.status_code == 409
    assert "1 person moves along" in changed.content.decode()
    assert Unit.objects.get(pk=team.pk).parent == cast.operations
    now = {"to": cast.elsewhere.pk, "seen": seen_on(client, f"{here}?to={cast.elsewhere.pk}")}
    assert [client.post(here, now).status_code for _twice in range(2)] == [302, 302]
    assert Unit.objects.get(pk=team.pk).parent == cast.elsewhere
    assert AuditRow.objects.filter(verb="move_unit").count() == 1
    assert client.post(here, {"to": team.pk, "seen": ""}).status_code == 422
    assert client.get(f"{here}?to=1").status_code == 404
    assert client.get(f"{here}?to=x").status_code == 404


def test_a_person_moves_and_what_they_hold_stays_or_ends_as_said(cast: Cast) -> None:
    client, here = signed_in(cast.ada), f"/organisation/people/{cast.bo.pk}/move"
    assert "@bo" in client.get(f"{here}?to={cast.elsewhere.pk}").content.decode()
    held = Role.objects.get(person=cast.bo)
    typed = {"to": cast.elsewhere.pk, "seen": seen_on(client, f"{here}?to={cast.elsewhere.pk}")}
    unsaid = client.post(here, typed)
    assert unsaid.status_code == 422
    assert "stays or ends" in unsaid.content.decode()
    choices = {f"grant-{grant.pk}": "keep" for grant in cast.bo.grants.all()} | {f"role-{held.pk}": "end"}
    assert client.post(here, {**typed, **choices}).status_code == 302
    assert Role.objects.get(pk=held.pk).ended_at is not None
    assert Voice.objects.get(pk=cast.bo_voice.pk).unit == cast.elsewhere
    assert not cast.bo.grants.exclude(revoked_at=None).exists()


# promise I3
@pytest.mark.parametrize("name", ["bo", "dan", "eve"])
def test_nobody_moves_without_administering_both(cast: Cast, team: Unit, name: str) -> None:
    me: Person = getattr(cast, name)
    client = signed_in(me)
    for who in (me, cast.cleo):
        typed = {"to": team.pk, "seen": "", "unit": team.pk, "role-1": "end"}
        assert client.post(f"/organisation/people/{who.pk}/move", typed).status_code in {403, 404}
    before = Person.objects.get(pk=me.pk).unit
    assert before == me.unit


def test_people_read_times_in_the_zone_of_their_unit(cast: Cast, team: Unit) -> None:
    fay = person("Fay", team)
    assert zone_of(fay) == "UTC"
    Unit.objects.filter(pk=cast.operations.pk).update(time_zone="Europe/Oslo")
    assert (zone_of(fay), zone_of(cast.eve)) == ("Europe/Oslo", "UTC")
    fay.time_zone = "Asia/Tokyo"
    assert zone_of(fay) == "Asia/Tokyo"
