"""Rows are inserted, by a statement that is built once for each table."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models, transaction

from manyvoices.core.columns import quoted, values_of

# PostgreSQL is handed more rows than these as a stream; for fewer its three turns over the wire cost more than they save.
FEW = 5


def insert_new(row: models.Model) -> bool:
    """Whether the row was new: it is not written where its keys stand already. The tables' keys decide a race."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(type(row), connection.vendor), _values(row))
        return bool(cursor.rowcount)


def insert_alike(row: models.Model, fields: Sequence[str], differing: Iterable[Sequence[int | str]]) -> None:
    """Rows like `row`, each with its own values of `fields`. What they have in common is made ready once."""
    names = [field.attname for field in row._meta.concrete_fields]
    common, places = _values(row), [names.index(field) for field in fields]
    rows = []
    for own in differing:
        values = common.copy()
        for place, value in zip(places, own, strict=True):
            values[place] = value
        rows.append(values)
    with connection.cursor() as cursor:
        cursor.executemany(_statement(type(row), connection.vendor), rows)


def insert_each(rows: Iterable[models.Model]) -> None:
    """Writes new rows of one table, which have their keys already. Raises IntegrityError where one of them is there, and then
    the transaction is over.

    Django's own `bulk_create` asks every field of every row how it is written and builds its statement anew each time,
    which costs more than the database does. PostgreSQL takes them by COPY: the place of every single value in a long INSERT
    is looked for by the driver, which took a fifth of the time of all that happens to a message.
    """
    rows = list(rows)
    if not rows:
        return
    model = type(rows[0])
    names = [field.name for field in model._meta.concrete_fields]
    values = values_of(model, names)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(_plain(model, 1, connection.vendor), [values(row) for row in rows])
        elif len(rows) <= FEW:
            flat: list[Any] = [value for row in rows for value in values(row)]
            cursor.execute(_plain(model, len(rows), connection.vendor), flat)
        else:
            with connection.wrap_database_errors, cursor.copy(_stream(model)) as stream:
                for row in rows:
                    stream.write_row(values(row))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _values(row: models.Model) -> list[Any]:
    fields: list[Any] = list(row._meta.concrete_fields)
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]


@cache
def _statement(model: type[models.Model], _vendor: str) -> str:
    quoted = [connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields]
    table, places = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(quoted))
    return f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608 - no input


@cache
def _plain(model: type[models.Model], count: int, _vendor: str) -> str:
    columns = quoted(model, [field.name for field in model._meta.concrete_fields])
    places = f"({', '.join(['%s'] * len(columns))})"
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([places] * count)}"  # noqa: S608 - no input


@cache
def _stream(model: type[models.Model]) -> str:
    columns = quoted(model, [field.name for field in model._meta.concrete_fields])
    return f"COPY {connection.ops.quote_name(model._meta.db_table)} ({', '.join(columns)}) FROM STDIN"
