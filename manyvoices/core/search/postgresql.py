"""The index on PostgreSQL: a tsvector that we build ourselves, so that no parser of the server's cuts words otherwise."""

from collections.abc import Collection, Mapping, Sequence

from django.db import connection

from manyvoices.core.search.parsing import Part, Query

MOST_PLACES = 250  # tsvector keeps 255 of one word


def put(table: str, key: int, words: Sequence[str]) -> None:
    """Writes the words of one key anew."""
    put_all(table, {key: words})


def put_all(table: str, words: Mapping[int, Sequence[str]]) -> None:
    """Writes the words of these keys anew."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{table}" (key, words) VALUES (%s, %s::tsvector)'  # noqa: S608
            " ON CONFLICT (key) DO UPDATE SET words = EXCLUDED.words",
            [(key, _vector(said)) for key, said in words.items()],
        )


def drop(table: str, key: int) -> None:
    """Forgets one key; nothing happens where it is not there."""
    drop_all(table, [key])


def drop_all(table: str, keys: Collection[int]) -> None:
    """Forgets these keys."""
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}" WHERE key = ANY(%s)', [list(keys)])  # noqa: S608


def find(table: str, query: Query, before: int, limit: int) -> Sequence[int]:
    """The largest keys below `before`: by the index of words where these are rare, else down the keys."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT key FROM "{table}" WHERE words @@ %s::tsquery AND key < %s'  # noqa: S608
            " ORDER BY key DESC LIMIT %s",
            [" & ".join(_part(part) for part in query.parts), before, limit],
        )
        return [key for (key,) in cursor.fetchall()]


def lacks(table: str, column: str) -> str:
    """SQL that is true where the key in `column` is not there."""
    return f'NOT EXISTS (SELECT 1 FROM "{table}" AS there WHERE there.key = {column})'  # noqa: S608


def _vector(words: Sequence[str]) -> str:
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(word, []).append(str(place))
    return " ".join(f"'{word}':{','.join(at[:MOST_PLACES])}" for word, at in places.items())


def _part(part: Part) -> str:
    """Quoted words of letters and digits alone, so nothing in them is syntax."""
    words = " <-> ".join(f"'{word}'" for word in part.words)
    return f"({words}{':*' if part.begins else ''})"
