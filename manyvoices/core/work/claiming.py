"""Taking due rows and writing down what became of them, each in one short statement or transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from manyvoices.core.models import WorkRow
from manyvoices.core.work.kinds import Again, Answer, Dead, Kind, R

MAX_ERROR = 1000


def claim(kind: Kind[R], worker: int, limit: int, now: datetime) -> list[R]:
    """At most `limit` due rows, now held by `worker` alone. Two workers never get the same row."""
    if not kind.any_due(now):
        return []
    due = kind.takeable(now)
    if not due.exists():  # a look costs no write lock
        return []
    with transaction.atomic():  # Django writes FOR UPDATE only inside one
        ids = _claim_ids(due[:limit], worker, now + kind.lease)
    found = kind.model._default_manager.in_bulk(ids)
    return [found[pk] for pk in sorted(found)]


def record(
    kind: Kind[R], rows: Iterable[R], answers: Mapping[Any, Answer], worker: int, now: datetime
) -> None:
    """Writes the answers and gives the rows back, in one transaction. A row taken over meanwhile is left alone.

    Rows with the same answer, as a rule nearly all of a batch, take one statement together.
    """
    alike: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        if row.pk in answers:
            alike[tuple(_fields(row, answers[row.pk], now).items())].append(row.pk)
    with transaction.atomic():
        for fields, pks in alike.items():
            mine = kind.model._default_manager.filter(pk__in=pks, taken_by=worker)
            mine.update(taken_by=None, taken_until=None, **dict(fields))


def _claim_ids(due: "QuerySet[Any]", worker: int, until: datetime) -> list[int]:
    if connection.vendor == "postgresql":
        due = due.select_for_update(skip_locked=True)
    inner, parameters = due.values("pk").query.sql_with_params()
    table = connection.ops.quote_name(due.model._meta.db_table)
    # An array on PostgreSQL: a plain IN may run the subquery again for each row and take more than the limit.
    chosen = f"= ANY(ARRAY({inner}))" if connection.vendor == "postgresql" else f"IN ({inner})"
    statement = (
        f"UPDATE {table} SET taken_by = %s, taken_until = %s, attempts = attempts + 1 "  # noqa: S608 - no input
        f"WHERE id {chosen} RETURNING id"
    )
    moment = connection.ops.adapt_datetimefield_value(until)
    with connection.cursor() as cursor:
        cursor.execute(statement, [worker, moment, *parameters])
        return [row[0] for row in cursor.fetchall()]


def _fields(row: WorkRow, answer: Answer, now: datetime) -> dict[str, Any]:
    if isinstance(answer, Again):
        again = {"due_at": now + answer.after, "last_error": answer.because[:MAX_ERROR]}
        # Without a reason it is the ordinary repetition: counted on, a chore would overflow the column within hours.
        return again if answer.because else {**again, "attempts": 0}
    if isinstance(answer, Dead):
        return {"due_at": None, "dead_at": now, "last_error": answer.because[:MAX_ERROR]}
    return {"due_at": None, "done_at": now, "last_error": ""}
