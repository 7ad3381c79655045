"""How fast signed activities of other servers are taken in and applied."""

from collections.abc import Iterator, Mapping
from typing import Any

from manyvoices.bench.apart.running import measured
from manyvoices.bench.push import FEDERATING

SIZE, PEOPLE = 2_000, 500


def measure(size: int = SIZE, people: int = PEOPLE) -> Iterator[Mapping[str, Any]]:
    """One measurement a variant: replies, follows, and replies among four times as many forged ones.

    Actors whose keys we know post to the real web process; the real worker applies it meanwhile. The limit is a bare
    verification and one committed insert each.
    """
    return measured("manyvoices.bench.arriving.receiving", size, people, environ=FEDERATING)
