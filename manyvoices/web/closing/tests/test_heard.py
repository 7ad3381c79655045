"""The customer's one tap at the front door."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from manyvoices.conversations.models import Conversation, Satisfaction
from manyvoices.conversations.tests.asked import asked, opened
from manyvoices.conversations.tests.test_answering import answer
from manyvoices.conversations.tests.test_rating import token_of
from tests.cast import Cast


@pytest.fixture
def link(cast: Cast) -> str:
    """The address below an answer."""
    cache.clear()
    opened(cast.brand_voice, cast.cleo)
    return reverse("heard", args=[token_of(answer(cast.cleo, asked(cast), ask=True))])


def test_opening_it_changes_nothing_and_leaves_no_trace(link: str) -> None:
    before = Satisfaction.objects.values().get()
    client = Client(enforce_csrf_checks=True)
    for method in (client.get, client.head, client.get):
        page = method(link)
        assert page.status_code == 200
        assert not page.cookies
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]
    said = client.get(link).content.decode()
    assert "<script" not in said
    assert said.count('name="answer"') == 3
    assert Satisfaction.objects.values().get() == before
    assert [client.put(link).status_code, client.delete(link).status_code] == [405, 405]


def test_one_tap_and_then_words_without_a_cookie(link: str) -> None:
    client = Client(enforce_csrf_checks=True)
    pressed = client.post(link, {"answer": "2"})
    assert (pressed.status_code, pressed["Location"], bool(pressed.cookies)) == (302, link, False)
    assert "Partly" in client.get(link).content.decode()
    client.post(link, {"answer": "2", "word": "Which <b>bus</b>?"})
    row = Satisfaction.objects.get()
    assert (row.answer, row.word, row.changed_at) == (2, "Which <b>bus</b>?", None)
    assert "bus" not in client.get(link).content.decode(), "whoever else has the link reads nothing"
    client.post(link, {"answer": "1"})
    late = client.post(link, {"answer": "3"})
    assert (late.status_code, Satisfaction.objects.get().answer) == (409, 1)


def test_hostile_presses_are_answered_calmly(link: str) -> None:
    client = Client()
    for given in ({}, {"answer": "5"}, {"answer": "yes"}, {"answer": "3", "word": "x" * 501}):
        assert client.post(link, given).status_code == 422
    assert Satisfaction.objects.get().answer is None
    for token in ("x", "%00", "a" * 3000, "%F0%28%8C", "<script>"):
        for answered in (client.get(f"/heard/{token}"), client.post(f"/heard/{token}", {"answer": "3"})):
            assert answered.status_code == 404
            assert "<script>" not in answered.content.decode()


def test_a_link_that_is_over_and_one_that_never_was_look_the_same(link: str) -> None:
    Conversation.objects.update(forgotten_at=Satisfaction.objects.get().asked_at)
    over, never = Client().get(link), Client().get("/heard/" + "x" * 32)
    assert (over.status_code, over.content) == (404, never.content)
    assert Client().post(link, {"answer": "3"}).status_code == 404


def test_pressing_without_end_is_stopped(link: str) -> None:
    client = Client()
    answers = {client.post(link, {"answer": "3"}).status_code for _press in range(25)}
    assert answers == {302, 429}


def test_robots_are_kept_out(db: None) -> None:
    assert "Disallow: /heard" in Client().get(reverse("robots")).content.decode()
