"""The index in the database of the run: what is put is found, what is dropped is not, and nothing typed is syntax."""

import time

import pytest
from django.db import connection

from manyvoices.core.search import POSTS, parse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty(db: None) -> None:
    """Tests of whole processes leave words behind: the index is no model's table, and nobody empties it for them."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {POSTS.table}")  # noqa: S608 - a name of our own


def find(text: str, **bounds: int) -> list[int]:
    return list(POSTS.find(parse(text), **{"limit": 10, **bounds}))


def test_words_beginnings_and_phrases_are_found_the_newest_first() -> None:
    POSTS.put(1, "Die Züge fahren wieder, der 7:52 auch.")
    POSTS.put(2, "Ein Zug ist kein Bus.")
    POSTS.put(3, "東京駅 und हिन्दी")
    assert find("zug") == [2, 1]
    assert find("ZÜGE") == [1]
    assert find('"zug"') == [2]
    assert find('"zug ist kein" bus') == [2]
    assert find('"ist zug"') == []
    assert find("7:52") == [1]
    assert find("京駅") == find("हिन्दी") == [3]
    assert find("zug fahr") == [1]
    assert find("") == find("***") == []


def test_pages_follow_the_keys() -> None:
    for key in range(1, 8):
        POSTS.put(key, "snow")
    assert find("snow", limit=3) == [7, 6, 5]
    assert find("snow", limit=3, before=5) == [4, 3, 2]
    assert find("snow", limit=0) == []


def test_a_changed_text_is_found_by_its_new_words_alone() -> None:
    for _ in range(2):
        POSTS.put(1, "old words")
    POSTS.put(1, "new words")
    assert find("old") == []
    assert find("new") == [1]
    for _ in range(2):
        POSTS.drop(1)
    assert find("new") == []


def test_a_text_without_words_and_a_very_long_one_are_taken() -> None:
    POSTS.put(1, "")
    POSTS.put(2, "snow " * 50_000 + "behind")
    assert find("snow") == [2]


# promise H11
@pytest.mark.parametrize(
    "hostile",
    [
        "' OR 1=1 --",
        "'; DROP TABLE search_posts; --",
        '" OR rowid:* NEAR(a b, 10)',
        "words : x AND (NOT y) ^z -w +v",
        "a' & !b | c:* <-> \\'",
        "%s %% %(x)s",
        "\x00\ud800\ufffe",
        "*" * 5_000,
        '"' * 4_999,
    ],
)
def test_nothing_typed_is_read_as_a_query_language(hostile: str) -> None:
    POSTS.put(1, "snow on the line")
    began = time.perf_counter()
    find(hostile)
    assert time.perf_counter() - began < 2
    assert find("snow") == [1]


def test_a_text_may_hold_what_a_query_may() -> None:
    POSTS.put(1, "'; DROP TABLE x; -- it's \\' 1:2,3 \x00 \"quoted\"")
    assert find("drop") == find("quoted") == [1]


def test_what_the_index_lacks_can_be_asked_for() -> None:
    POSTS.put(1, "there")
    with connection.cursor() as cursor:
        for key, lacks in ((1, False), (2, True)):
            cursor.execute(f"SELECT {POSTS.lacks(str(key)).sql}")
            assert bool(cursor.fetchone()[0]) is lacks
