"""How long a pause takes until it holds, and what arrives anywhere after that."""

from collections.abc import Iterator, Mapping
from typing import Any

from manyvoices.bench.apart.running import measured

ROUNDS = 4
FEDERATING = {
    "MANYVOICES_BASE_URL": "https://voices.bench.example",
    "MANYVOICES_ALLOW_LOOPBACK_PEERS": "1",
}


def measure(rounds: int = ROUNDS) -> Iterator[Mapping[str, Any]]:
    """One measurement a network: one that accepts at once, and one that takes 0.3 s for it.

    Promotions flow to it, to our own server and from there to followers elsewhere, through the product's own web and
    worker. In the middle a pause is placed and confirmed as early as it can be. `leaks` is what arrived afterwards.
    """
    for network in ("fast", "slow"):
        yield from measured("manyvoices.bench.pausing.race", network, rounds, environ=FEDERATING)
