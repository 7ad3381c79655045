"""An index of words by key, in whichever database there is.

It is written in the transaction of the action that wrote the text, so that there is no moment in which one is without
the other; it holds words and keys alone, and whoever asks it filters what it finds by who may see it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from manyvoices.core.search import postgresql, sqlite
from manyvoices.core.search.parsing import Query
from manyvoices.core.search.words import folded

LARGEST = 2**63 - 1
# Of one text; a note of ours is a few hundred words long.
MOST_WORDS = 16_000


@dataclass(frozen=True)
class Index:
    """`table` is made by a migration and named in code alone, never by anything a request holds."""

    table: str

    def put(self, key: int, text: str) -> None:
        """Lets `key` be found by the words of `text`, and by no others any more."""
        _database().put(self.table, key, folded(text)[:MOST_WORDS])

    def put_all(self, texts: Mapping[int, str]) -> None:
        """The same for many keys at once."""
        _database().put_all(self.table, {key: folded(text)[:MOST_WORDS] for key, text in texts.items()})

    def drop(self, key: int) -> None:
        """Lets `key` be found no more."""
        _database().drop(self.table, key)

    def drop_all(self, keys: Collection[int]) -> None:
        """Lets none of `keys` be found any more."""
        _database().drop_all(self.table, keys)

    def find(self, query: Query, *, limit: int, before: int | None = None) -> Sequence[int]:
        """At most `limit` keys whose text answers `query`, the largest first, each smaller than `before`."""
        if not query or limit <= 0:
            return []
        found: Sequence[int] = _database().find(
            self.table, query, LARGEST if before is None else before, limit
        )
        return found

    def lacks(self, column: str) -> RawSQL:
        """A condition for a query: the row's key, in `column` ("table"."column"), is not in the index."""
        return RawSQL(_database().lacks(self.table, column), (), BooleanField())  # noqa: S611 - names of our own


def _database() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite
