"""Whether anything is due, asked in the cheapest way there is."""

from datetime import datetime
from functools import cache

from django.db import connection

from manyvoices.core.models import WorkRow


def any_due(model: type[WorkRow], now: datetime) -> bool:
    """Whether there is anything that could be takeable. Every lane asks this four times a second, nearly always in vain:
    building the whole question anew each time cost more than all else that an idle worker does.
    """
    with connection.cursor() as cursor:
        cursor.execute(_look_at(model, connection.vendor), [connection.ops.adapt_datetimefield_value(now)])
        return cursor.fetchone() is not None


@cache
def _look_at(model: type[WorkRow], _vendor: str) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    return f"SELECT 1 FROM {table} WHERE due_at <= %s AND taken_by IS NULL LIMIT 1"  # noqa: S608 - no input
