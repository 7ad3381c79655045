"""The queue: each post once, in the group that asks most; and what a person does about it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.web.publishing.lines import line
from manyvoices.web.publishing.queue import grouped
from manyvoices.web.publishing.tests.writing import draft_by, in_state, released_by, signed_in
from tests.cast import Cast

ASKED = {"asked_at": clock.now(), "due_at": None}


def queue_of(person: Person) -> str:
    return signed_in(person).get(reverse("queue")).content.decode()


def test_every_state_stands_in_its_group(cast: Cast) -> None:
    posts = {state: released_by(cast.bo, cast.bo_voice, f"is {state}") for state in State}
    for state, post in posts.items():
        in_state(post, state)
    tomorrow = clock.now() + timedelta(days=1)
    planned = released_by(cast.bo, cast.bo_voice, "is planned")
    Post.objects.filter(pk=planned.pk).update(scheduled_at=tomorrow)
    groups = grouped([line(post) for post in Post.objects.order_by("pk")], clock.now())
    texts = {
        name: [one.title for one in lines]
        for name, lines in (("needs", groups.needs), ("held", groups.held), ("moving", groups.moving))
    }
    assert texts == {
        "needs": ["is failed", "is late", "is handed"],
        "held": ["is paused"],
        "moving": ["is queued", "is sending", "is unknown"],
    }
    assert [one.title for lines in groups.days.values() for one in lines] == ["is planned"]


def test_an_empty_queue_says_why_and_offers_one_thing(cast: Cast) -> None:
    page = queue_of(cast.eve)
    assert "Nothing waits, nothing is planned" in page
    assert reverse("compose") in page


def test_drafts_and_posts_of_others_are_not_in_it(cast: Cast) -> None:
    draft_by(cast.bo, cast.bo_voice, "a secret draft")
    released_by(cast.bo, cast.bo_voice, "a post of Bo's own")
    assert "a secret draft" in queue_of(cast.bo)
    for stranger in (cast.ada, cast.eve):
        page = queue_of(stranger)
        assert "a secret draft" not in page
        assert "a post of Bo's own" not in page


def test_only_what_moves_is_looked_at_again(cast: Cast) -> None:
    post = released_by(cast.bo, cast.bo_voice)
    assert "data-poll" in queue_of(cast.bo)
    in_state(post, State.SENT)
    assert "data-poll" not in queue_of(cast.bo)


@pytest.mark.parametrize(("arrived", "state"), [("yes", State.SENT), ("no", State.QUEUED)])
def test_the_two_buttons_are_answered_once(cast: Cast, arrived: str, state: str) -> None:
    delivery, client = asked(cast), signed_in(cast.bo)
    page = queue_of(cast.bo)
    assert "It is there" in page
    assert "Send it" in page
    address = reverse("delivery-answer", args=[delivery.pk])
    answer = client.post(address, {"arrived": arrived, "back": "queue"})
    assert answer["Location"] == reverse("queue")
    delivery.refresh_from_db()
    assert delivery.state == state
    assert client.post(address, {"arrived": arrived}).status_code == 409


def test_a_failure_shows_its_reason_and_is_tried_again_once(cast: Cast) -> None:
    post = released_by(cast.bo, cast.bo_voice)
    delivery = in_state(post, State.FAILED, last_error="The token has expired.", due_at=None)
    assert "The token has expired." in queue_of(cast.bo)
    address, client = reverse("delivery-retry", args=[delivery.pk]), signed_in(cast.bo)
    assert client.post(address)["Location"] == reverse("post-detail", args=[post.pk])
    assert client.post(address).status_code == 409
    delivery.refresh_from_db()
    assert delivery.state == State.QUEUED


def test_nobody_answers_for_somebody_else(cast: Cast) -> None:
    delivery = asked(cast)
    for verb in ("delivery-answer", "delivery-retry"):
        address = reverse(verb, args=[delivery.pk])
        for stranger in (cast.ada, cast.dan, cast.eve):
            assert signed_in(stranger).post(address, {"arrived": "yes"}).status_code == 404
        assert signed_in(cast.bo).get(address).status_code == 405
        assert Client().post(address).status_code == 302
    delivery.refresh_from_db()
    assert delivery.state == State.UNKNOWN


@pytest.mark.parametrize(
    ("how", "state"), [("now", State.QUEUED), ("spread", State.QUEUED), ("draft", State.CANCELLED)]
)
def test_what_a_pause_held_waits_for_a_decision(cast: Cast, how: str, state: str) -> None:
    posts = [released_by(cast.bo, cast.bo_voice, f"post {number}") for number in range(2)]
    for post in posts:
        in_state(post, State.PAUSED, due_at=None)
    client = signed_in(cast.bo)
    form = {"post": [post.pk for post in posts], "how": how}
    assert signed_in(cast.eve).post(reverse("held"), form).status_code == 302
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.PAUSED}
    assert client.post(reverse("held"), form)["Location"] == reverse("queue")
    assert set(Delivery.objects.values_list("state", flat=True)) == {state}
    due = sorted(row.due_at for row in Delivery.objects.all() if row.due_at)
    if how == "spread":
        assert due[1] - due[0] >= timedelta(minutes=14)
    assert client.post(reverse("held"), form).status_code == 302
    assert set(Delivery.objects.values_list("state", flat=True)) == {state}


def test_nothing_is_released_while_a_pause_stands(cast: Cast) -> None:
    post = released_by(cast.bo, cast.bo_voice)
    in_state(post, State.PAUSED, due_at=None)
    signed_in(cast.ada).post(reverse("pause"), {"covers": "promotional", "where": "all", "reason": "Stuck"})
    answer = signed_in(cast.bo).post(reverse("held"), {"post": [post.pk], "how": "now"})
    assert answer.status_code == 409
    assert Delivery.objects.get().state == State.PAUSED


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    client = signed_in(cast.bo)
    few = queries_of(client, cast, 2)
    assert queries_of(client, cast, 12) == few


def queries_of(client: Client, cast: Cast, posts: int) -> int:
    """How many queries the queue takes with this many more posts in several states."""
    for number in range(posts):
        draft_by(cast.bo, cast.bo_voice, f"draft {number}")
        released_by(cast.bo, cast.bo_voice, f"waiting {number}")
        in_state(released_by(cast.bo, cast.bo_voice, f"live {number}"), State.SENT)
        in_state(released_by(cast.bo, cast.bo_voice, f"failed {number}"), State.FAILED)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("queue")).status_code == 200
    return len(queries)


def asked(cast: Cast) -> Delivery:
    """A delivery of Bo's about which only a person can tell."""
    return in_state(released_by(cast.bo, cast.bo_voice), State.UNKNOWN, **ASKED)
