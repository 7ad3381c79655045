"""One field finds posts, voices and topics; nothing that anybody wrote or typed is more than text."""

import time

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.core.markup.tests.payloads import PAYLOADS
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.tests.neighbours import say
from manyvoices.pauses.kinds import Covers, PostKind
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Topic
from manyvoices.voices.models import Voice
from manyvoices.web.public.tests.test_subjects import read
from tests.cast import Cast


def test_posts_voices_and_topics_are_found(client: Client, cast: Cast) -> None:
    Voice.objects.filter(pk=cast.bo_voice.pk).update(role_line="Knows every Bremse")
    Topic.objects.create(name="Bremsen", tag="bremsen", made_at=clock.now())
    note = say(cast.ada_voice, text="Die Brémsen sind neu. <b>So</b>")
    page = read(client, "/search?q=bremse")
    for shown in (
        note.url,
        "<mark>Brémsen</mark>",
        "/@bo",
        'href="/topics/bremsen"',
        "&lt;b&gt;So&lt;/b&gt;",
    ):
        assert shown in page, shown


def test_a_post_behind_a_warning_keeps_its_words(client: Client, cast: Cast) -> None:
    note = say(cast.bo_voice, text="The whole story", content_warning="Accident")
    page = read(client, "/search?q=story")
    assert note.url in page
    assert "Accident" in page
    assert "whole story" not in page


def test_a_post_taken_back_vanishes_at_once(client: Client, cast: Cast) -> None:
    note = say(cast.bo_voice, text="Snow")
    assert note.url in read(client, "/search?q=snow")
    remove_note(uri=note.uri)
    assert note.url not in read(client, "/search?q=snow")


def test_what_a_pause_covers_is_not_put_before_anybody(client: Client, cast: Cast) -> None:
    offer = say(cast.bo_voice, key="1", text="Snow cheap", kind=PostKind.PROMOTION)
    help_ = say(cast.bo_voice, key="2", text="Snow late", kind=PostKind.SERVICE)
    places = ("/search?q=snow", "/embed/posts", "/embed/posts?screen=1&show=voice:bo")
    assert all(offer.url in read(client, place) for place in places)
    pause = Pause.objects.create(
        reason="Accident", covers=Covers.PROMOTIONAL, placed_by=cast.ada, placed_at=clock.now()
    )
    for place in places:
        page = read(client, place)
        assert offer.url not in page, place
        assert help_.url in page, place
    Pause.objects.filter(pk=pause.pk).update(ended_at=clock.now())
    assert all(offer.url in read(client, place) for place in places)


# promise H1
# promise H10
def test_hostile_words_stay_words(client: Client, cast: Cast) -> None:
    """As a query and in what a voice says of itself; what a post may hold is proved where it is cleaned."""
    for payload in PAYLOADS[::40]:
        query = payload.replace("\x00", "")[:200]
        Voice.objects.filter(pk=cast.bo_voice.pk).update(bio=f"Zug {query}"[:1000], role_line=query[:120])
        for path in ("/search", "/experts"):
            answer = client.get(path, {"q": query})
            assert answer.status_code == 200, payload


# promise H11
@pytest.mark.parametrize(
    "bomb", ["a " * 5_000, '"' * 5_000, "(" * 5_000, "\x00", "' OR 1=1 --", "\ud7ff\uffff*:^"]
)
def test_no_query_is_an_error_or_takes_long(client: Client, cast: Cast, bomb: str) -> None:
    say(cast.bo_voice, text="Snow " * 80)
    began = time.perf_counter()
    for path in ("/search", "/experts"):
        assert client.get(path, {"q": bomb, "topic": bomb, "unit": bomb, "language": bomb}).status_code == 200
    assert client.get("/embed/posts", {"show": f"voice:{bomb}"}).status_code == 404
    assert client.get("/embed/posts", {"theme": bomb, "number": bomb}).status_code == 200
    assert time.perf_counter() - began < 2
