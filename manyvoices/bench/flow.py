"""Whether a steady stream of what people write is taken in and given to somebody, while the inbox stays usable."""

from collections.abc import Iterator, Mapping
from typing import Any

from manyvoices.bench.apart.running import measured

MINUTES, A_MINUTE, RESPONDERS = 10.0, 1_000, 60


def measure(
    minutes: float = MINUTES, a_minute: int = A_MINUTE, responders: int = RESPONDERS
) -> Iterator[Mapping[str, Any]]:
    """One measurement: so many signed events a minute reach the real web process, and the real worker decides them.

    Meanwhile a lead opens the inbox once a second. `dropped` were acknowledged and are not there, `ignored` are complaints
    without somebody or a queue, or without a promise; `decided_p95_s` is from stored to decided.
    """
    return measured("manyvoices.bench.flowing.taking", minutes, a_minute, responders)
