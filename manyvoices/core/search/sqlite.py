"""The index on SQLite: a table of FTS5 whose row number is the key."""

from collections.abc import Collection, Mapping, Sequence

from django.db import connection

from manyvoices.core.search.parsing import Part, Query


def put(table: str, key: int, words: Sequence[str]) -> None:
    """Writes the words of one key anew."""
    put_all(table, {key: words})


def put_all(table: str, words: Mapping[int, Sequence[str]]) -> None:
    """Writes the words of these keys anew."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT OR REPLACE INTO "{table}" (rowid, words) VALUES (%s, %s)',  # noqa: S608
            [(key, " ".join(said)) for key, said in words.items()],
        )


def drop(table: str, key: int) -> None:
    """Forgets one key; nothing happens where it is not there."""
    drop_all(table, [key])


def drop_all(table: str, keys: Collection[int]) -> None:
    """Forgets these keys."""
    with connection.cursor() as cursor:
        cursor.executemany(f'DELETE FROM "{table}" WHERE rowid = %s', [(key,) for key in keys])  # noqa: S608


def find(table: str, query: Query, before: int, limit: int) -> Sequence[int]:
    """The largest keys below `before`. FTS5 walks its rows in this order by itself and stops at the limit."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT rowid FROM "{table}" WHERE "{table}" MATCH %s AND rowid < %s'  # noqa: S608
            " ORDER BY rowid DESC LIMIT %s",
            [" ".join(_part(part) for part in query.parts), before, limit],
        )
        return [key for (key,) in cursor.fetchall()]


def lacks(table: str, column: str) -> str:
    """SQL that is true where the key in `column` is not there."""
    return f'NOT EXISTS (SELECT 1 FROM "{table}_docsize" AS there WHERE there.id = {column})'  # noqa: S608


def _part(part: Part) -> str:
    """A string of FTS5: letters and digits alone stand between its quotes, so nothing in it is syntax."""
    return f'"{" ".join(part.words)}"{"*" if part.begins else ""}'
