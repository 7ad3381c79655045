"""How long the inbox takes with a million messages, for who sees all of it and for who works in one unit."""

from collections.abc import Iterator, Mapping
from typing import Any

from manyvoices.bench.apart.running import measured

MESSAGES, ROUNDS = 1_000_000, 40


def measure(messages: int = MESSAGES, rounds: int = ROUNDS) -> Iterator[Mapping[str, Any]]:
    """One measurement a person and view: the page as it is asked for, its queries, and the waits.

    SQLite in a folder that is thrown away, or a new database beside the one of DATABASE_URL.
    """
    return measured("manyvoices.bench.paging.asking", messages, rounds)
