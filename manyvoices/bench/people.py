"""How long pages take in an organisation of ten thousand people, two hundred units and five hundred voices."""

from collections.abc import Iterator, Mapping
from typing import Any

from manyvoices.bench.apart.running import measured

PEOPLE, UNITS, VOICES, ROUNDS = 10_000, 200, 500, 60


def measure(
    people: int = PEOPLE, units: int = UNITS, voices: int = VOICES, rounds: int = ROUNDS
) -> Iterator[Mapping[str, Any]]:
    """One measurement a page, the limit first: a bare Django page with one query behind the same front.

    SQLite in a folder that is thrown away, or a new database beside the one of DATABASE_URL; the installation's own
    data are not touched.
    """
    return measured("manyvoices.bench.crowd.asking", people, units, voices, rounds)
