"""How somebody is told, and what became of each line, through the front door."""

from datetime import timedelta

from manyvoices.core import clock
from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.notifications.models import Letter, Preference, QuietHours
from manyvoices.notifications.tests.posting import set_up
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast


def test_boxes_and_quiet_hours_are_ones_own(cast: Cast) -> None:
    client = signed_in(cast.bo)
    assert "20:00" in client.get("/me/notifications").content.decode()
    assert client.post("/me/notifications", {"approval": "on"}).status_code == 302
    assert not Preference.objects.filter(kind__in=["approval", "signed_in_by_link"]).exists()
    assert Preference.objects.filter(person=cast.bo, mails=False, kind="late").exists()
    quiet = {"begins": "21:30", "ends": "06:15", "days": ["sun"]}
    assert client.post("/me/notifications/quiet", quiet).status_code == 302
    assert QuietHours.objects.get().days == ["sun"]
    assert "21:30" in client.get("/me/notifications").content.decode()
    every = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert client.post("/me/notifications/quiet", quiet | {"days": every}).status_code == 422
    assert client.post("/me/notifications/quiet/end").status_code == 302
    assert not QuietHours.objects.exists()


def test_each_line_shows_its_life(cast: Cast) -> None:
    client, now = signed_in(cast.bo), clock.now()
    tell_person(person=cast.bo, kind="approval", key="0", subject="Zero")
    assert "e-mail was not set up" in client.get("/notifications").content.decode()
    set_up()
    told = tell_person(person=cast.bo, kind="approval", key="1", subject="One")
    letter = Letter.objects.filter(notification=told)
    for change, says in (
        ({}, "on its way"),
        ({"waits_until": now + timedelta(hours=1)}, "waits for the end of your quiet hours"),
        ({"sent_at": now}, "E-mail sent"),
        ({"sent_at": None, "dead_at": now}, "could not be delivered"),
    ):
        letter.update(**change)
        assert says in client.get("/notifications").content.decode()
    client.post(f"/notifications/{told.pk}/read")
    assert "Read" in client.get("/notifications").content.decode()
    before = queries_for(client, "/notifications")
    for number in range(2, 8):
        tell_person(person=cast.bo, kind="approval", key=str(number), subject="More")
    assert queries_for(client, "/notifications") <= before
