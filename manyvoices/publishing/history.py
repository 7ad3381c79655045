"""What happened to deliveries, line by line. Whoever changes one writes its line here, in the same transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from manyvoices.core import clock
from manyvoices.core.markup.text import usable
from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, DeliveryEvent, Happened

LONGEST_REASON = 1000


def reason(text: str) -> str:
    """What a network or a fault said, as a row can hold it."""
    return usable(text)[:LONGEST_REASON]


def tell(
    delivery: int,
    happened: Happened,
    *,
    because: str = "",
    next_at: datetime | None = None,
    by: Person | None = None,
) -> None:
    """One line about the delivery with this id. `next_at` is when something happens by itself again."""
    tell_all([delivery], happened, because=because, next_at=next_at, by=by)


def tell_all(
    deliveries: Iterable[int],
    happened: Happened,
    *,
    because: str = "",
    next_at: datetime | None = None,
    by: Person | None = None,
) -> None:
    """The same line about each of them, in one statement."""
    now = clock.now()
    DeliveryEvent.objects.bulk_create(
        DeliveryEvent(
            delivery_id=pk, at=now, happened=happened, because=reason(because), next_at=next_at, by=by
        )
        for pk in deliveries
    )


@transaction.atomic
def change_all(
    rows: "QuerySet[Delivery]",
    happened: Happened,
    *,
    because: str = "",
    by: Person | None = None,
    **change: Any,
) -> list[int]:
    """Makes one change to all of `rows` that still are as it asks, and tells it; returns which those were."""
    # Locked, so that no worker takes one between the look and the change.
    chosen = [
        row.pk for row in rows.order_by("pk").select_related(None).select_for_update(of=("self",)).only("pk")
    ]
    Delivery.objects.filter(pk__in=chosen).update(**change)
    due = change.get("due_at")
    tell_all(chosen, happened, because=because, next_at=due if isinstance(due, datetime) else None, by=by)
    return chosen
