"""Rows are inserted unless their keys stand already, by a statement that is built once for each table."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models


def insert_new(row: models.Model) -> bool:
    """Whether the row was new. The tables' keys decide a race."""
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


def _values(row: models.Model) -> list[Any]:
    fields: list[Any] = list(row._meta.concrete_fields)
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]


@cache
def _statement(model: type[models.Model], _vendor: str) -> str:
    quoted = [connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields]
    table, places = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(quoted))
    return f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608 - no input
