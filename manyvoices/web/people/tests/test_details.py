"""The list and its filters, one's week, coach and buddy, topics, through the front door."""

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.people.actions.wish_minutes import wish_minutes
from manyvoices.people.models import Expertise, Person, RoleName, Topic, TopicProposal, Unit
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast, person, role

NAMES = ("Ada", "Bo", "Cleo", "Dan", "Eve")


def names_on(client: Client, query: str) -> set[str]:
    page = client.get(f"/people?{query}").content.decode()
    return {name for name in NAMES if f'">{name}</a></p>' in page}


def a_topic(name: str) -> Topic:
    return Topic.objects.create(name=name, tag=name.lower(), made_at=clock.now())


def test_the_list_is_narrowed_by_its_address(cast: Cast) -> None:
    brakes = a_topic("Brakes")
    Expertise.objects.create(person=cast.dan, topic=brakes, since=clock.now())
    Person.objects.filter(pk=cast.eve.pk).update(track="ambassador", login="E-77")
    team = Unit.objects.create(parent=cast.operations, kind="team", name="Night")
    Person.objects.filter(pk=cast.cleo.pk).update(unit=team)
    client = signed_in(cast.ada)
    assert names_on(client, "") == set(NAMES)
    assert names_on(client, "q=bo%40north") == {"Bo"}
    assert names_on(client, "q=e-7") == {"Eve"}
    assert names_on(client, f"unit={cast.operations.pk}") == {"Bo", "Cleo", "Dan"}
    assert names_on(client, "role=responder") == {"Cleo"}
    assert names_on(client, f"topic={brakes.pk}") == {"Dan"}
    assert names_on(client, "track=ambassador") == {"Eve"}
    assert names_on(client, f"unit={cast.operations.pk}&role=ambassador&q=b") == {"Bo"}
    assert names_on(client, "unit=nonsense&role=king&topic=-1") == set(NAMES)


# promise I1
def test_filters_and_search_reach_nobody_beyond_ones_units(cast: Cast) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    client = signed_in(cast.cleo)
    assert names_on(client, "q=eve") == set()
    assert names_on(client, f"unit={cast.elsewhere.pk}") == {"Bo", "Cleo", "Dan"}
    assert names_on(signed_in(cast.dan), "q=bo") == set()


def test_a_wish_a_yes_and_a_new_wish(cast: Cast) -> None:
    bo, ada = signed_in(cast.bo), signed_in(cast.ada)
    assert "120 minutes" in bo.get("/me/week").content.decode()
    sent = {"minutes": "90", "minutes_agreed_at": "2026-01-01", "weekly_minutes": "5"}
    assert bo.post("/me/week/minutes", sent).status_code == 302
    page = f"/people/{cast.bo.pk}"
    assert "Agree to 90 minutes" in ada.get(page).content.decode()
    assert ada.post(f"{page}/minutes/agree", {"minutes": "120"}).status_code == 409
    assert ada.post(f"{page}/minutes/agree", {"minutes": "x"}).status_code == 400
    assert ada.post(f"{page}/minutes/agree", {"minutes": "90"}).status_code == 302
    assert "agreed with Ada" in bo.get("/me/week").content.decode()
    assert bo.post("/me/week/minutes", {"minutes": "9999"}).status_code == 422
    assert bo.post("/me/week/minutes", {"minutes": ""}).status_code == 302
    cast.bo.refresh_from_db()
    assert (cast.bo.weekly_minutes, cast.bo.minutes_agreed_by) == (None, None)


def test_the_week_is_typed_as_people_write_it(cast: Cast) -> None:
    bo = signed_in(cast.bo)
    assert bo.post("/me/week/hours", {"mon": "8-12, 13-17", "tue": "22-6"}).status_code == 422
    assert bo.post("/me/week/hours", {"mon": "8-12, 13-17"}).status_code == 302
    page = bo.get("/me/week").content.decode()
    assert "08:00–12:00, 13:00–17:00" in page
    assert "25 minutes" in page


# promise I3
def test_details_of_others_are_not_to_be_sent_along(cast: Cast) -> None:
    bo = signed_in(cast.bo)
    sent = {
        "name": "Bo Ek",
        "languages": ["nb", "ar"],
        "track": "ambassador",
        "coach": cast.ada.pk,
        "weekly_minutes": 1,
        "is_active": "",
        "unit": cast.root.pk,
        "email": "x@x.example",
        "login": "X",
    }
    assert bo.post("/me", sent).status_code == 302
    kept = Person.objects.get(pk=cast.bo.pk)
    assert (kept.name, kept.languages) == ("Bo Ek", ["nb", "ar"])
    before = (cast.bo.track, None, None, True, cast.bo.unit, cast.bo.email, None)
    assert before == (
        kept.track,
        kept.coach,
        kept.weekly_minutes,
        kept.is_active,
        kept.unit,
        kept.email,
        kept.login,
    )
    assert bo.post("/me", {"name": "Bo", "languages": ["tlh"]}).status_code == 422


def test_a_coach_is_found_named_and_let_go(cast: Cast) -> None:
    ada, path = signed_in(cast.ada), f"/people/{cast.dan.pk}/partner/coach"
    assert "Cleo" in ada.get(f"{path}?q=cle").content.decode()
    assert ada.post(path, {"partner": cast.cleo.pk}).status_code == 302
    assert "Cleo" in ada.get(f"/people/{cast.dan.pk}").content.decode()
    assert "Dan" in signed_in(cast.cleo).get("/me/week").content.decode()
    assert signed_in(cast.cleo).post(f"{path}/end").status_code == 302
    cast.dan.refresh_from_db()
    assert cast.dan.coach is None
    for partner in (str(cast.dan.pk), "x", "1"):
        assert ada.post(path, {"partner": partner}).status_code == 404
    assert ada.get(f"/people/{cast.dan.pk}/partner/boss").status_code == 404


# promise I1
@pytest.mark.parametrize("path", ["partner/coach", "partner/coach/end", "minutes/agree"])
def test_nobody_reaches_people_they_do_not_lead(cast: Cast, path: str) -> None:
    wish_minutes(actor=cast.bo, minutes=60)
    sent = {"partner": cast.dan.pk, "minutes": 60}
    for who in (cast.dan, cast.eve):
        assert signed_in(who).post(f"/people/{cast.bo.pk}/{path}", sent).status_code == 404


def test_topics_are_ticked_proposed_and_kept(cast: Cast) -> None:
    brakes, dan, ada = a_topic("Brakes"), signed_in(cast.dan), signed_in(cast.ada)
    assert dan.post("/people/topics/know", {"topics": [brakes.pk]}).status_code == 302
    assert cast.dan.expertise.count() == 1
    assert dan.post("/people/topics/know", {"topics": ["7"]}).status_code == 422
    assert dan.post("/people/topics/propose", {"name": "Snow"}).status_code == 302
    assert dan.post("/people/topics/propose", {"name": "BRAKES"}).status_code == 422
    asked = TopicProposal.objects.get()
    assert "Snow" in ada.get("/people/topics").content.decode()
    assert ada.post(f"/people/topics/proposals/{asked.pk}/accept").status_code == 302
    assert ada.post("/people/topics/add", {"name": "Ice", "tag": "fire"}).status_code == 302
    ice = Topic.objects.get(name="Ice")
    assert ice.tag == "ice"
    assert ada.post(f"/people/topics/{ice.pk}/change", {"name": "Black ice"}).status_code == 302
    assert ada.post(f"/people/topics/{ice.pk}/close").status_code == 302
    assert "Black ice" not in dan.get("/people/topics").content.decode()
    assert ada.post(f"/people/topics/{ice.pk}/reopen").status_code == 302
    assert "Black ice" in dan.get("/people/topics").content.decode()


# promise I1
def test_the_list_of_topics_is_not_everybodys_to_keep(cast: Cast) -> None:
    topic = a_topic("Brakes")
    asked = TopicProposal.objects.create(name="Snow", proposed_by=cast.bo, proposed_at=clock.now())
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    for who in (cast.dan, cast.cleo):
        client = signed_in(who)
        for act in ("change", "close", "reopen"):
            assert client.post(f"/people/topics/{topic.pk}/{act}", {"name": "X"}).status_code == 404
        for act in ("accept", "decline"):
            assert client.post(f"/people/topics/proposals/{asked.pk}/{act}").status_code == 404
        assert client.post("/people/topics/add", {"name": "X"}).status_code == 403
        assert "Snow" not in client.get("/people/topics").content.decode()


# promise K1
@pytest.mark.parametrize("path", ["/people?q=p&role=ambassador", "/people/topics", "/me/week", "partner"])
def test_pages_ask_as_often_for_fifty_as_for_five(cast: Cast, path: str) -> None:
    client = signed_in(cast.ada)
    path = f"/people/{cast.dan.pk}/partner/coach" if path == "partner" else path

    def add(first: int, last: int) -> None:
        for number in range(first, last):
            made = person(f"P{number}", cast.operations)
            role(made, RoleName.AMBASSADOR, cast.operations)
            Expertise.objects.create(person=cast.ada, topic=a_topic(f"T{number}"), since=clock.now())
            Person.objects.filter(pk=made.pk).update(coach=cast.ada)
            name = f"N{number}"
            TopicProposal.objects.create(name=name, proposed_by=made, proposed_at=clock.now())

    add(0, 2)
    client.get(path)
    few = queries_for(client, path)
    add(2, 12)
    assert queries_for(client, path) == few
