"""How fast what people write becomes a conversation that is triaged, promised an answer and given to somebody."""

from collections.abc import Iterator, Mapping
from typing import Any

from manyvoices.bench.apart.running import measured

MESSAGES, RESPONDERS = 4_000, 60


def measure(messages: int = MESSAGES, responders: int = RESPONDERS) -> Iterator[Mapping[str, Any]]:
    """One measurement: pages of 200 as networks tell them, stored by the worker's own action and then decided by its lanes.

    SQLite in a folder that is thrown away, or a new database beside the one of DATABASE_URL. `ignored` counts complaints
    without somebody or a queue, or without a promise: it is 0 or the rest means nothing. The limit reads the same texts and
    writes as many bare rows.
    """
    return measured("manyvoices.bench.ingesting.taking", messages, responders)
