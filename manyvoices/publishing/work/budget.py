"""How much trying a delivery is worth."""

from datetime import datetime

from manyvoices.publishing.models import Delivery, DeliveryEvent, Happened
from manyvoices.publishing.work.timing import Timing

# A person let it go, or go again: the budget is whole.
LET_GO = (Happened.QUEUED, Happened.RELEASED, Happened.ANSWERED)
TRIED = (Happened.CALLED, Happened.WAITS)


def is_spent(row: Delivery, now: datetime, timing: Timing) -> bool:
    """Whether `row`, whose calls so far were in vain, has had its share of calls or of time."""
    return row.tries >= timing.calls or now - (_first_try(row) or now) > timing.within


def _first_try(row: Delivery) -> datetime | None:
    """When it was first called since a person last let it go; None when it never was."""
    lines = DeliveryEvent.objects.filter(delivery=row.pk)
    let_go = lines.filter(happened__in=LET_GO).values_list("pk", flat=True).last() or 0
    return lines.filter(happened__in=TRIED, pk__gt=let_go).values_list("at", flat=True).first()
