"""The story of a delivery on its page, and what did not leave."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manyvoices.publishing import history
from manyvoices.publishing.models import Delivery, Happened, Post, State
from manyvoices.web.publishing.tests.writing import in_state, released_by, signed_in
from tests.cast import Cast

LATE = reverse("queue-late")


def story(delivery: Delivery) -> str:
    return reverse("delivery", args=[delivery.pk])


def test_its_page_tells_what_happened_and_offers_what_fits(cast: Cast) -> None:
    delivery = in_state(released_by(cast.bo, cast.bo_voice), State.FAILED, last_error="E-4711 <b>no</b>")
    history.tell(delivery.pk, Happened.FAILED, because="E-4711 <b>no</b>")
    client = signed_in(cast.bo)
    page = client.get(story(delivery)).content.decode()
    for words in ("Planned", "Given up", "E-4711 &lt;b&gt;no&lt;/b&gt;", "What happens next", delivery.key):
        assert words in page
    answer = client.post(reverse("delivery-retry", args=[delivery.pk]), {"back": "delivery"}, follow=True)
    page = answer.content.decode()
    assert "Let go again" in page
    assert "Try again" not in page


def test_nobody_else_learns_that_it_exists(cast: Cast) -> None:
    delivery = in_state(released_by(cast.bo, cast.bo_voice), State.SENT)
    for stranger in (cast.dan, cast.eve, cast.ada):
        assert signed_in(stranger).get(story(delivery)).status_code == 404


def test_the_post_and_the_queue_lead_there(cast: Cast) -> None:
    delivery = in_state(released_by(cast.bo, cast.bo_voice), State.LATE)
    client = signed_in(cast.bo)
    for address in (reverse("queue"), reverse("post-detail", args=[delivery.post_id])):
        page = client.get(address).content.decode()
        assert story(delivery) in page
        assert LATE in page


def overdue(cast: Cast, many: int = 3) -> list[Delivery]:
    posts = [released_by(cast.bo, cast.bo_voice, f"Good morning {number}") for number in range(many)]
    return [in_state(post, State.LATE, due_at=None) for post in posts]


# promise B3
@pytest.mark.parametrize("how", ["now", "spread", "at"])
def test_many_leave_at_once(cast: Cast, how: str) -> None:
    rows = overdue(cast)
    press = {"delivery": [row.pk for row in rows[:2]], "how": how, "date": "2099-07-01", "time": "08:10"}
    client = signed_in(cast.bo)
    assert "Good morning 2" in client.get(LATE).content.decode()
    page = client.post(LATE, press, follow=True).content.decode()
    assert "2 posts are on their way again" in page
    assert "Good morning 0" not in page
    states = list(Delivery.objects.order_by("id").values_list("state", flat=True))
    assert states == [State.QUEUED, State.QUEUED, State.LATE]
    first, second = Delivery.objects.filter(state=State.QUEUED).order_by("id")
    assert first.due_at
    assert second.due_at
    assert second.due_at - first.due_at == (timedelta(0) if how == "now" else timedelta(minutes=15))
    assert (first.due_at.year == 2099) == (how == "at")
    assert "Nothing was chosen" in client.post(LATE, press, follow=True).content.decode()


def test_drafts_are_made_of_what_never_left(cast: Cast) -> None:
    rows = overdue(cast, 1)
    page = signed_in(cast.bo).post(LATE, {"delivery": rows[0].pk, "how": "draft"}, follow=True)
    assert "1 post is a draft again" in page.content.decode()
    assert Post.objects.get().is_draft


@pytest.mark.parametrize(
    "press",
    [
        {"how": "at"},
        {"how": "at", "date": "31.02.2026", "time": "x"},
        {"how": "all"},
        {},
        {"how": "at", "date": "2001-01-01", "time": "08:00"},
    ],
)
def test_a_press_that_means_nothing_does_nothing(cast: Cast, press: dict[str, str]) -> None:
    rows = overdue(cast, 1)
    answer = signed_in(cast.bo).post(LATE, {"delivery": rows[0].pk, **press}, follow=True)
    assert answer.status_code == 200
    assert "notice--danger" in answer.content.decode()
    rows[0].refresh_from_db()
    assert rows[0].state == State.LATE


def test_others_neither_see_nor_press(cast: Cast) -> None:
    rows = overdue(cast, 1)
    for stranger in (cast.ada, cast.eve):
        client = signed_in(stranger)
        assert "Good morning 0" not in client.get(LATE).content.decode()
        client.post(LATE, {"delivery": rows[0].pk, "how": "now"})
    rows[0].refresh_from_db()
    assert (rows[0].state, rows[0].due_at) == (State.LATE, None)


def test_the_number_of_questions_does_not_grow(cast: Cast) -> None:
    client, counts = signed_in(cast.bo), []
    for many in (2, 6):
        overdue(cast, many)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LATE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
