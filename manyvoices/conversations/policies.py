"""When a unit promises something else, the promises that run follow."""

from collections.abc import Collection

from django.db.models import Q

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Phase, ReplyDue
from manyvoices.conversations.promising import Rules, write
from manyvoices.core import clock
from manyvoices.people.models import Unit
from manyvoices.people.units import below

A_BATCH = 200


def recount(units: Collection[int] | None = None) -> int:
    """Lets promises that run or rest follow what their unit promises now, the most urgent of them first.

    Returns how many changed, 200 at most: called again it goes on, and finds nothing when all follow. Those that are late
    stay late, and those whose unit promises nothing any more go on as they are.
    """
    rules, now, changed = Rules(), clock.now(), 0
    running = ReplyDue.objects.filter(ended_at=None, phase__in=[Phase.RUNNING, Phase.WAITING])
    running = running.filter(Q(answer_by=None) | Q(answer_by__gt=now))
    if units is not None:
        running = running.filter(unit__in=units)
    for unit, kind in running.order_by().values_list("unit", "kind").distinct():
        terms, around = rules.terms(unit, kind), rules.policy(unit, kind).around_the_clock
        if terms is None or changed >= A_BATCH:
            continue
        other = running.filter(unit=unit, kind=kind).exclude(minutes=terms.minutes, around_the_clock=around)
        for row in other.select_related("conversation").order_by("answer_by")[: A_BATCH - changed]:
            promise = reply_due.with_terms(rules.promise(row), terms, now)
            row.around_the_clock = around
            write(row, promise)
            changed += 1
    return changed


def places_below(unit_id: int) -> frozenset[int]:
    """The unit and everything under it, by number."""
    return below(dict(Unit.objects.values_list("id", "parent_id")), unit_id)
