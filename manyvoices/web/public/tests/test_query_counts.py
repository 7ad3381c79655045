"""What a public page costs the database does not grow with what stands on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from manyvoices.federation.indexing import index
from manyvoices.federation.models import ReactionKind
from manyvoices.voices.models import VoiceKind
from manyvoices.web.public.tests.rows import a_post, a_reaction, a_reply, somebody
from tests.cast import Cast, voice

Counting = Callable[..., Any]
SNOW = '<p>More <span class="hashtag">#snow</span> on the line.</p>'
PLACES = [
    ("/", 6),
    ("/@bo", 10),
    ("/topics", 5),
    ("/topics/snow", 10),
    ("/units", 4),
    ("/languages/en", 6),
    ("/experts", 6),
    ("/experts?q=group", 6),
    ("/search?q=snow", 11),
    ("/embed", 7),
    ("/embed/posts", 7),
    ("/feed.atom", 2),
    ("/@bo/feed.atom", 4),
    ("/topics/snow/feed.rss", 6),
    ("/languages/en/feed.json", 3),
    ("/sitemap.xml", 2),
    ("/brand.css", 1),
]


def cost(client: Client, path: str, count: Counting) -> int:
    with count(100, exact=False) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


@pytest.fixture
def many(cast: Cast) -> Callable[[], None]:
    def make() -> None:
        for number in range(30):
            fields = {"kind": VoiceKind.GROUP, "unit": cast.root, "brand": cast.brand}
            said = a_post(voice(f"group{number}", f"Group {number}", **fields), SNOW)
            a_reply(said, somebody())
            index(said)
        for number in range(50):
            a_post(cast.bo_voice, f"<p>{number}</p>")

    return make


@pytest.mark.parametrize(
    "place",
    PLACES,
)
def test_thirty_voices_cost_what_two_cost(
    client: Client,
    cast: Cast,
    many: Callable[[], None],
    place: tuple[str, int],
    django_assert_max_num_queries: Counting,
) -> None:
    path, most = place
    for author in (cast.bo_voice, cast.ada_voice):
        index(a_post(author, SNOW))
    few = cost(client, path, django_assert_max_num_queries)
    many()
    assert cost(client, path, django_assert_max_num_queries) == few <= most


def test_fifty_replies_cost_what_one_costs(
    client: Client, cast: Cast, django_assert_max_num_queries: Counting
) -> None:
    a_post(cast.bo_voice)
    note = a_post(cast.bo_voice)
    path = note.url.removeprefix("https://voices.example")
    a_reply(note, somebody())
    few = cost(client, path, django_assert_max_num_queries)
    for number in range(50):
        a_reaction(note, somebody(f"Fan {number}"), ReactionKind.LIKE)
        a_reply(note, somebody(f"Guest {number}"))
    assert cost(client, path, django_assert_max_num_queries) == few <= 8
