"""Keep a verified activity, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, models

from manyvoices.core.committing import Together
from manyvoices.federation.models import Received, SeenSignature
from manyvoices.federation.not_taken import NotBelieved
from manyvoices.federation.reading import Activity

REPLAYED = "This very request was received before. Sign each request anew."


@dataclass(frozen=True)
class _Arrived:
    signature: SeenSignature
    row: Received


def store_received(*, activity: Activity, actor_uri: str, signature_id: str, now: datetime) -> bool:
    """One transaction: the signature is seen and the activity is due. False when its id is here already.

    Refused with `NotBelieved`, and nothing stored: a signature seen before.
    """
    row = Received(
        activity_id=activity.id,
        actor_uri=actor_uri,
        type=activity.type,
        activity=activity.said,
        received_at=now,
        due_at=now,
    )
    stored = _keep(_Arrived(SeenSignature(hash=signature_id, seen_at=now), row))
    if stored is None:
        raise NotBelieved(REPLAYED)
    return stored


def _write(arrived: Sequence[_Arrived]) -> list[bool | None]:
    """For each whether its activity is new, or None where its signature is not."""
    return [_insert(one.row) if _insert(one.signature) else None for one in arrived]


def _insert(row: models.Model) -> bool:
    """Whether the row was new. The tables' keys decide a race."""
    statement, fields = _statement(type(row), connection.vendor)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount)


@cache
def _statement(model: type[models.Model], _vendor: str) -> tuple[str, list[Any]]:
    fields: list[Any] = list(model._meta.concrete_fields)
    quoted = [connection.ops.quote_name(field.column) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608
    return statement, fields


_keep: Together[_Arrived, bool | None] = Together(_write)
