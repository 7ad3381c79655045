"""Whether a text answers a query: for the few hundred texts that no index is worth keeping for."""

from collections.abc import Iterator, Sequence

from manyvoices.core.search.parsing import Part, Query
from manyvoices.core.search.words import folded


def matches(query: Query, text: str) -> bool:
    """True when every part of the query stands in `text`; the same answer as the index would give."""
    there = folded(text)
    return bool(query) and all(next(places(part, there), None) is not None for part in query.parts)


def places(part: Part, there: Sequence[str]) -> Iterator[int]:
    """Where `part` begins among the folded words of a text."""
    *before, last = part.words
    for at in range(len(there) - len(before)):
        found = there[at + len(before)]
        if (found.startswith(last) if part.begins else found == last) and list(
            there[at : at + len(before)]
        ) == before:
            yield at
