"""Taking due rows and writing down what became of them, each in one short statement or transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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


def is_held(fresh: WorkRow, row: WorkRow, worker: int) -> bool:
    """Whether `fresh`, the row as it stands now, is held by the claim that `row` was read by."""
    return (fresh.taken_by, fresh.taken_until) == (worker, row.taken_until)


def still_held(row: R, worker: int) -> "QuerySet[R]":
    """The row, if the claim that `row` was read by is still the one it is held by; else nothing.

    The worker alone does not tell: after a sleep or a clock that jumped it may have claimed the same row a second time,
    while its first claim is still being handled.
    """
    found: QuerySet[R] = type(row)._default_manager.filter(
        pk=row.pk, taken_by=worker, taken_until=row.taken_until
    )
    return found


def record(
    kind: Kind[R], rows: Sequence[R], answers: Mapping[Any, Answer], worker: int, now: datetime
) -> None:
    """Writes the answers and gives the rows back, in one transaction. A row taken over meanwhile is left alone.

    Rows with the same answer, as a rule nearly all of a batch, take one statement together.
    """
    alike: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        if row.pk in answers:
            alike[tuple(_fields(row, answers[row.pk], now).items())].append(row.pk)
    claims = {row.taken_until for row in rows}  # one, when they come from one claim
    with transaction.atomic():
        for fields, pks in alike.items():
            held = kind.model._default_manager.filter(pk__in=pks, taken_by=worker, taken_until__in=claims)
            held.update(taken_by=None, taken_until=None, **dict(fields))


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
