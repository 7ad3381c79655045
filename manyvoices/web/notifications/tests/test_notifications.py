"""What one was told, through the front door."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Person
from manyvoices.web.notifications.notifications import A_PAGE
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast


def tell(person: Person, key: str, link: str = "/queue/") -> Notification:
    return tell_person(person=person, kind="x", key=key, subject=f"Line {key}", text="Words", link=link)


def test_a_line_opens_its_page_and_is_read_by_that(cast: Cast) -> None:
    told, client = tell(cast.bo, "a"), signed_in(cast.bo)
    page = client.get("/notifications").content.decode()
    assert "Line a" in page
    assert '<span class="count">1</span>' in page
    assert client.get(f"/notifications/{told.pk}/read").status_code == 405
    answer = client.post(f"/notifications/{told.pk}/read", {"open": "1"})
    assert answer.headers["Location"] == "/queue/"
    told.refresh_from_db()
    assert told.read_at is not None
    page = client.get("/notifications").content.decode()
    assert 'class="count"' not in page
    assert 'href="/queue/"' in page
    assert "Line a" not in client.get("/notifications?show=new").content.decode()


@pytest.mark.parametrize(
    "link", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:x"]
)
def test_nobody_is_led_elsewhere(cast: Cast, link: str) -> None:
    told = tell(cast.bo, "a", link)
    answer = signed_in(cast.bo).post(f"/notifications/{told.pk}/read", {"open": "1"})
    assert answer.headers["Location"] == "/notifications"


# promise I1
def test_what_others_were_told_is_not_there(cast: Cast) -> None:
    told, client = tell(cast.bo, "a"), signed_in(cast.ada)
    assert "Line a" not in client.get("/notifications").content.decode()
    assert client.post(f"/notifications/{told.pk}/read").status_code == 404
    told.refresh_from_db()
    assert told.read_at is None
    assert Client().get("/notifications").status_code == 302


def test_all_read_leaves_what_came_in_after_the_page(cast: Cast) -> None:
    seen, client = tell(cast.bo, "a"), signed_in(cast.bo)
    newer = tell(cast.bo, "b")
    for newest in (str(seen.pk), "x", ""):
        assert client.post("/notifications/read", {"newest": newest}).status_code == 302
    newer.refresh_from_db()
    assert newer.read_at is None
    assert list(Notification.objects.exclude(read_at=None)) == [seen]


# promise K1
def test_pages_are_counted_and_cost_the_same(cast: Cast) -> None:
    client = signed_in(cast.bo)
    tell(cast.bo, "first")
    client.get("/notifications")
    few = queries_for(client, "/notifications")
    for number in range(A_PAGE):
        tell(cast.bo, str(number))
    assert queries_for(client, "/notifications") == few
    assert "Line first" not in client.get("/notifications").content.decode()
    assert "Line first" in client.get("/notifications?page=2").content.decode()


def test_the_public_is_not_counted_for(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        Client().get("/")
    assert not any("notifications_" in query["sql"] for query in asked.captured_queries)
