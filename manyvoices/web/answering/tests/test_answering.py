"""How units answer, saved replies and how well messages are sorted, through the front door and without JavaScript."""

from datetime import timedelta

import pytest
from django.test import Client

from manyvoices.conversations.models import (
    Conversation,
    Correction,
    Label,
    Message,
    SavedReply,
    SlaPolicy,
    TriageModel,
)
from manyvoices.conversations.promising import terms_of
from manyvoices.conversations.queries.sorting import sorting
from manyvoices.conversations.tests.talks import talk
from manyvoices.core import clock
from manyvoices.people.models import Calendar, Holiday, Person, RoleName
from manyvoices.people.queries import setting
from manyvoices.web.answering.words import week_in_words, within
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast, role

HOURS = {day: [["08:00", "12:00"], ["13:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def lead(cast: Cast) -> Person:
    """Dan, who leads operations."""
    role(cast.dan, RoleName.UNIT_LEAD, cast.operations)
    return cast.dan


def test_promises_and_hours_in_words() -> None:
    assert within(240, around_the_clock=False) == "within 4 business hours"
    assert within(60, around_the_clock=True) == "within 1 hour"
    assert within(45, around_the_clock=False) == "within 45 business minutes"
    assert within(None, around_the_clock=False) == "no promise"
    assert list(week_in_words(HOURS | {"sat": [["09:00", "12:00"]]})) == [
        ("Monday to Friday", "08:00–12:00, 13:00–18:00"),
        ("Saturday", "09:00–12:00"),
        ("Sunday", "closed"),
    ]
    assert list(week_in_words(HOURS))[1] == ("Saturday and Sunday", "closed")


def test_a_lead_promises_ends_it_and_sees_what_it_means_now(cast: Cast, lead: Person) -> None:
    calendar = Calendar.objects.create(
        unit=cast.root, time_zone="Europe/Vienna", hours=HOURS, changed_at=clock.now()
    )
    Holiday.objects.create(calendar=calendar, day=clock.now().date() + timedelta(days=40), name="Depot day")
    client, path = signed_in(lead), f"/settings/answering/{cast.operations.pk}"
    assert client.get("/settings/answering").headers["Location"] == path
    page = body(client, path)
    for words in (
        "within 1 business hour",
        "the usual",
        "Monday to Friday",
        "Depot day",
        "that arrives now is due",
    ):
        assert words in page
    line = {"kind": "complaint", "counted": "open", "amount": "4", "measure": "60"}
    assert client.post(f"{path}/promises", line | {"amount": ""}).status_code == 422
    assert client.post(f"{path}/promises", line | {"counted": "nothing"}).status_code == 422
    for _again in range(2):
        assert client.post(f"{path}/promises", line).status_code == 302
    made = SlaPolicy.objects.get()
    assert (made.minutes, made.around_the_clock) == (240, False)
    assert "within 4 business hours" in body(client, path)
    assert signed_in(cast.eve).post(f"{path}/promises/{made.pk}/end").status_code == 404
    elsewhere = f"/settings/answering/{cast.root.pk}/promises/{made.pk}/end"
    assert signed_in(cast.ada).post(elsewhere).status_code == 404
    client.post(f"{path}/promises/{made.pk}/end")
    terms = terms_of(cast.operations, "complaint")
    assert terms is not None
    assert terms.minutes == 60


def test_way_labels_and_keeping_are_set_by_who_may(cast: Cast, lead: Person) -> None:
    client, path = signed_in(lead), f"/settings/answering/{cast.operations.pk}"
    assert client.post(f"{path}/way", {"way": "by lot"}).status_code == 422
    assert client.post(f"{path}/way", {"way": "round_robin"}).status_code == 302
    assert setting(cast.operations.pk, "way_of_giving_out") == "round_robin"
    assert "the next colleague" in body(client, path)
    assert client.post(f"{path}/labels", {"name": " "}).status_code == 422
    for _again in range(2):
        client.post(f"{path}/labels", {"name": "Delay"})
    label = Label.objects.get()
    assert client.post(f"{path}/labels/{label.pk}/end").status_code == 302
    assert Label.objects.filter(ended_at=None).count() == 0
    assert client.post(f"{path}/keeping", {"months": "6"}).status_code == 403
    ada = signed_in(cast.ada)
    assert ada.post(f"{path}/keeping", {"months": "-1"}).status_code == 422
    assert ada.post(f"{path}/keeping", {"months": "6"}).status_code == 302
    assert "6 months after" in body(client, path)
    role(cast.bo, RoleName.ADMINISTRATOR, cast.operations)
    administrator = signed_in(cast.bo)
    assert "Promise something else" not in body(administrator, path)
    assert administrator.post(f"{path}/way", {"way": "best"}).status_code == 403
    assert signed_in(cast.cleo).get(path).status_code == 404
    assert signed_in(cast.cleo).get("/settings/answering").status_code == 403


def test_saved_replies_are_made_looked_at_changed_and_ended(cast: Cast, lead: Person) -> None:
    mine, leads = signed_in(cast.cleo), signed_in(lead)
    typed = {"title": "Bus", "text": "Dear {contact}, the bus to {stop} comes at 8. {name}"}
    looked = mine.post("/saved-replies/new", typed | {"preview": "1"}).content.decode()
    assert "Dear Lena K., the bus to {stop} comes at 8. Cleo" in looked
    assert not SavedReply.objects.exists()
    assert mine.post("/saved-replies/new", typed | {"unit": cast.operations.pk}).status_code == 422
    assert mine.post("/saved-replies/new", typed | {"title": ""}).status_code == 422
    assert mine.post("/saved-replies/new", typed).status_code == 302
    assert (
        leads.post("/saved-replies/new", typed | {"title": "Ours", "unit": cast.operations.pk}).status_code
        == 302
    )
    own, ours = SavedReply.objects.get(unit=None), SavedReply.objects.get(person=None)
    SavedReply.objects.filter(pk=ours.pk).update(uses=7)
    page = body(mine, "/saved-replies")
    assert "used 7 times" in page
    assert f"/saved-replies/{own.pk}" in page
    assert f"/saved-replies/{ours.pk}" not in page
    assert "Ours" not in body(mine, "/saved-replies?of=mine")
    assert "Bus" not in body(leads, "/saved-replies")
    assert "Ours" not in body(signed_in(cast.eve), "/saved-replies")
    assert leads.get(f"/saved-replies/{own.pk}").status_code == 404
    assert mine.get(f"/saved-replies/{ours.pk}").status_code == 403
    assert leads.post(f"/saved-replies/{ours.pk}", typed | {"text": "At nine."}).status_code == 302
    assert SavedReply.objects.get(pk=ours.pk).text == "At nine."
    assert mine.post(f"/saved-replies/{ours.pk}/end").status_code == 403
    leads.post(f"/saved-replies/{ours.pk}/end")
    assert "Ours" not in body(mine, "/saved-replies")


def test_how_well_it_sorts_is_said_beside_the_cold_start(cast: Cast) -> None:
    client = signed_in(cast.ada)
    assert "The cold start" in body(client, "/settings/sorting")
    assert signed_in(cast.cleo).get("/settings/sorting").status_code == 403
    message = Message.objects.get(conversation=talk(cast.operations))
    now = clock.now()
    measured = {"complaint": {"labels": 30, "accuracy": 0.9, "macro_f1": 0.88}}
    cold = {"complaint": {"labels": 30, "accuracy": 0.7, "macro_f1": 0.66}}
    quality = {"held_out": 30, "measured": measured, "before": {"measured": cold}, "cold": {"measured": cold}}
    for version, chosen in ((1, now), (2, None)):
        TriageModel.objects.create(
            version=version, data=b"", sha256="0", quality=quality, labels=150, made_at=now, chosen_at=chosen
        )
    Correction.objects.create(
        message=message, question="kind", said="idea", by=cast.cleo, at=now + timedelta(minutes=1)
    )
    page = body(client, "/settings/sorting")
    for words in ("90 of 100 right", "70 of 100 right", "30 corrections", "Version 1", "Not better"):
        assert words in page
    told = sorting()
    assert (told.since_last, told.corrected["kind"], told.missing) == (1, 1, 99)


def test_asking_is_constant(cast: Cast) -> None:
    client, unit = signed_in(cast.ada), cast.operations
    paths = [f"/settings/answering/{unit.pk}", "/settings/answering", "/saved-replies", "/settings/sorting"]
    now = clock.now()
    SavedReply.objects.create(unit=unit, title="One", text="x", made_by=cast.ada, made_at=now)
    few = [queries_for(client, path) for path in paths]
    Label.objects.bulk_create(Label(unit=unit, name=f"L{number}") for number in range(30))
    SavedReply.objects.bulk_create(
        SavedReply(unit=unit, title=f"R{number}", text="x", made_by=cast.ada, made_at=now)
        for number in range(60)
    )
    for kind in ("question", "praise", "idea", "other"):
        SlaPolicy.objects.create(unit=unit, kind=kind, minutes=30, set_at=now)
    message = Message.objects.get(conversation=talk(unit))
    Correction.objects.bulk_create(
        Correction(message=message, question="kind", said="idea", by=cast.cleo, at=now) for _one in range(30)
    )
    assert [queries_for(client, path) for path in paths] == few
    assert Conversation.objects.count() == 1
