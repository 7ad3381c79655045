"""How fast what people write becomes a conversation that is triaged, promised an answer and given to somebody."""

from collections.abc import Iterator, Mapping
from typing import Any

from manyvoices.bench.apart.running import measured

MESSAGES, RESPONDERS = 4_000, 60


def measure(messages: int = MESSAGES, responders: int = RESPONDERS) -> Iterator[Mapping[str, Any]]:
    """One measurement: batches of 200, stored and then decided by the worker's own lane.

    SQLite in a folder that is thrown away, or a new database beside the one of DATABASE_URL. `ignored` counts complaints
    without somebody or a queue, or without a promise: it is 0 or the rest means nothing.
    """
    return measured("manyvoices.bench.ingesting.taking", messages, responders)
