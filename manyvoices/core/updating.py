"""Rows are updated each with its own values, by a statement that is built once for each table and set of columns."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models


def update_each(rows: Iterable[models.Model], fields: Sequence[str]) -> None:
    """Writes these fields of rows of one table, which all exist. Django's own `bulk_update` asks the database to try
    every row's case for every row, which takes ten times as long for two hundred.
    """
    rows = list(rows)
    if not rows:
        return
    model = type(rows[0])
    chosen: list[Any] = [model._meta.get_field(name) for name in fields]
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in chosen] + [row.pk]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_statement(model, tuple(fields), connection.vendor), values)


@cache
def _statement(model: type[models.Model], fields: tuple[str, ...], _vendor: str) -> str:
    quoted = [connection.ops.quote_name(str(model._meta.get_field(name).column)) for name in fields]  # type: ignore[union-attr]
    table, key = (
        connection.ops.quote_name(model._meta.db_table),
        connection.ops.quote_name(str(model._meta.pk.column)),
    )
    return f"UPDATE {table} SET {', '.join(f'{name} = %s' for name in quoted)} WHERE {key} = %s"  # noqa: S608 - no input
