"""Being on call, presence and one's time, through the front door and without JavaScript."""

from datetime import timedelta

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.people.models import Absence, Cover, Effort, OnCall, Person, Presence, RoleName, Shift, Unit
from manyvoices.people.queries.efforts import usual_minutes
from manyvoices.people.tests.test_on_call import rota, shift
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast, person, role

SHIFT = {
    "begins_day": "0",
    "begins_time": "00:00",
    "ends_day": "0",
    "ends_time": "00:00",
    "weeks": "1",
    "rank": "0",
    "on_holidays": "on",
}


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_lead_makes_a_rota_and_a_responder_passes_a_turn_on(cast: Cast) -> None:
    role(cast.bo, RoleName.RESPONDER, cast.operations)
    lead, responder, now = signed_in(cast.ada), signed_in(cast.cleo), clock.now()
    made = lead.post("/on-call/rotas", {"unit": cast.operations.pk})
    row = OnCall.objects.get()
    assert made.headers["Location"] == f"/on-call/rotas/{row.pk}"
    assert "nobody is on call" in body(lead, f"/on-call/rotas/{row.pk}")
    typed = SHIFT | {"first_week": f"{now - timedelta(days=7):%Y-%m-%d}"}
    assert lead.post(f"/on-call/rotas/{row.pk}/shifts", typed).status_code == 422
    added = lead.post(f"/on-call/rotas/{row.pk}/shifts", typed | {"turn_1": cast.cleo.pk})
    assert added.status_code == 302
    assert "Cleo" in body(responder, "/on-call")
    assert "Add a shift" not in body(responder, f"/on-call/rotas/{row.pk}")
    times = {"starts_at": f"{now:%Y-%m-%dT%H:%M}", "ends_at": f"{now + timedelta(hours=2):%Y-%m-%dT%H:%M}"}
    passed = {"instead_of": cast.cleo.pk, "person": cast.bo.pk, **times}
    assert responder.post(f"/on-call/rotas/{row.pk}/covers", passed).status_code == 302
    assert "Bo instead of Cleo" in body(signed_in(cast.bo), "/on-call")
    assert responder.post(f"/on-call/covers/{Cover.objects.get().pk}/cancel").status_code == 302
    ended = lead.post(f"/on-call/rotas/{row.pk}/shifts/{Shift.objects.get().pk}/end")
    assert ended.status_code == 302
    assert lead.post(f"/on-call/rotas/{row.pk}/end").headers["Location"] == "/on-call"


# promise I1
def test_rotas_of_others_are_not_there(cast: Cast) -> None:
    row = rota(cast.operations)
    shift(row, cast.cleo)
    outsider, responder = signed_in(cast.eve), signed_in(cast.cleo)
    for path in ("", "/end", "/shifts", "/covers"):
        assert outsider.post(f"/on-call/rotas/{row.pk}{path}").status_code in {404, 405}
    assert outsider.get(f"/on-call/rotas/{row.pk}").status_code == 404
    assert responder.post(f"/on-call/rotas/{row.pk}/end").status_code == 404
    assert "Cleo" not in body(outsider, "/on-call")
    assert "Cleo" in body(signed_in(cast.dan), "/on-call")  # their own unit's


def test_others_see_no_more_than_whether_a_message_can_go_there(cast: Cast) -> None:
    shift(rota(cast.operations), cast.cleo)
    mine, others = signed_in(cast.cleo), signed_in(cast.ada)
    assert "Can be reached" in body(others, "/on-call")
    assert mine.post("/me/presence/say", {"where": "lunch"}).status_code == 302
    assert "At lunch" in body(mine, "/me/presence")
    seen = body(others, "/on-call")
    assert "Not now" in seen
    assert "lunch" not in seen.lower()
    assert mine.post("/me/presence/say", {"where": "out_of_office"}).status_code == 422
    mine.post("/me/presence/say", {"where": "here"})
    assert Presence.objects.get().until is None


def test_absences_are_said_and_taken_back(cast: Cast) -> None:
    mine, now = signed_in(cast.cleo), clock.now()
    times = {"starts_at": f"{now:%Y-%m-%dT%H:%M}", "ends_at": f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}"}
    assert mine.post("/me/absences", times).status_code == 302
    said = Absence.objects.get()
    assert signed_in(cast.ada).post(f"/me/absences/{said.pk}/cancel").status_code == 404
    assert f"/me/absences/{said.pk}/cancel" in body(mine, "/me/presence")
    mine.post(f"/me/absences/{said.pk}/cancel")
    assert f"/me/absences/{said.pk}/cancel" not in body(mine, "/me/presence")


def test_time_is_declared_in_two_taps_and_pressing_twice_adds_once(cast: Cast) -> None:
    Person.objects.filter(pk=cast.bo.pk).update(weekly_minutes=60, minutes_agreed_at=clock.now())
    mine, today = signed_in(cast.bo), f"{clock.now():%Y-%m-%d}"
    assert 'value="15"' in body(mine, "/me/time")
    for _again in range(2):
        assert mine.post("/me/time/declare", {"day": today, "minutes": 15}).status_code == 302
    assert Effort.objects.get().minutes == 15
    page = body(mine, "/me/time")
    assert "<dd>45</dd>" in page
    assert 'value="30"' in page
    assert mine.post("/me/time/declare", {"day": "1999-01-01", "minutes": 5}).status_code == 422


def test_leads_learn_nothing_of_fewer_than_five_or_of_days_still_open(cast: Cast) -> None:
    today, unit = clock.now().date(), [cast.operations.pk]
    people = [person(f"P{number}", cast.operations) for number in range(5)]

    def declare(count: int, ago: int) -> int | None:
        Effort.objects.all().delete()
        for who in people[:count]:
            day = today - timedelta(days=ago)
            Effort.objects.create(person=who, day=day, minutes=80, declared_at=clock.now())
        return usual_minutes(unit, today)

    assert declare(5, 24) == 20
    assert declare(4, 24) is None
    assert declare(5, 10) is None


@pytest.mark.parametrize("path", ["/on-call", "/on-call/rotas/{rota}"])
def test_the_number_of_questions_does_not_grow(cast: Cast, path: str) -> None:
    first = rota(cast.operations)
    shift(first, cast.cleo)
    client, page = signed_in(cast.ada), path.format(rota=first.pk)
    client.get(page)
    before = queries_for(client, page)
    for number in range(4):
        unit = Unit.objects.create(parent=cast.root, kind="team", name=f"T{number}")
        shift(rota(unit), cast.cleo, person(f"P{number}", unit))
        shift(first, cast.cleo, cast.bo, rank=number)
    assert queries_for(client, page) <= before
