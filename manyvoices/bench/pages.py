"""How long the public pages and documents take with a hundred thousand posts."""

from collections.abc import Iterator, Mapping
from typing import Any

from manyvoices.bench.apart.running import measured

POSTS, VOICES, ROUNDS = 100_000, 100, 200
FEDERATING = {"MANYVOICES_BASE_URL": "https://voices.bench.example"}


def measure(posts: int = POSTS, voices: int = VOICES, rounds: int = ROUNDS) -> Iterator[Mapping[str, Any]]:
    """Two measurements a page: as it is while nothing changes, and anew after a change each time.

    The limit, first, is a bare Django page with one query behind the same front. SQLite in a folder that is thrown
    away, or a new database beside the one of DATABASE_URL.
    """
    return measured("manyvoices.bench.reading.asking", posts, voices, rounds, environ=FEDERATING)
