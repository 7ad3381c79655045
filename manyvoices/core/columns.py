"""What a row's values are to the database: a function for each column, found once instead of asked again for each value."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from manyvoices.core.ids import IdField

# What the database takes as it stands in the row; anything else asks its field.
PLAIN = frozenset(
    {
        IdField,
        models.BigIntegerField,
        models.BooleanField,
        models.CharField,
        models.FloatField,
        models.ForeignKey,
        models.IntegerField,
        models.OneToOneField,
        models.PositiveIntegerField,
        models.PositiveSmallIntegerField,
        models.TextField,
    }
)

Values = Callable[[models.Model], list[Any]]


def values_of(model: type[models.Model], names: Sequence[str]) -> Values:
    """What writes down the values of these fields of a row, in this order."""
    columns = _columns(model, tuple(names), connection.vendor)

    def values(row: models.Model) -> list[Any]:
        return [
            value if value is None or convert is None else convert(value)
            for attname, convert in columns
            for value in (getattr(row, attname),)
        ]

    return values


def quoted(model: type[models.Model], names: Sequence[str]) -> list[str]:
    """The columns of these fields as SQL names them."""
    found: list[Any] = [model._meta.get_field(name) for name in names]
    return [connection.ops.quote_name(field.column) for field in found]


@cache
def _columns(
    model: type[models.Model], names: tuple[str, ...], _vendor: str
) -> list[tuple[str, Callable[[Any], Any] | None]]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return [(field.attname, _conversion(field)) for field in fields]


def _conversion(field: Any) -> Callable[[Any], Any] | None:
    if type(field) in PLAIN:
        return None
    if type(field) is models.DateTimeField:
        return connection.ops.adapt_datetimefield_value
    return lambda value: field.get_db_prep_save(value, connection)
