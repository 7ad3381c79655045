"""When a unit promises something else, the promises that run follow."""

from collections.abc import Iterator
from contextlib import contextmanager

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Phase, ReplyDue
from manyvoices.conversations.promising import Rules, write
from manyvoices.core import clock
from manyvoices.people.models import Unit
from manyvoices.people.units import below

# What one change brings along by itself; the chore `follow-policies` brings the rest.
AT_ONCE = 500


@contextmanager
def recounting(unit: Unit) -> Iterator[None]:
    """Reads what runs in the unit and below by the rules of before, lets them be changed, and counts by those of after."""
    places = below(dict(Unit.objects.values_list("id", "parent_id")), unit.pk)
    rows = ReplyDue.objects.filter(unit__in=places, ended_at=None, phase__in=[Phase.RUNNING, Phase.WAITING])
    rules = Rules()
    before = [
        (row, rules.promise(row))
        for row in rows.select_related("conversation", "unit").order_by("answer_by")[:AT_ONCE]
    ]
    yield
    rules, now = Rules(), clock.now()
    for row, promise in before:
        terms = rules.terms(row.unit_id, row.kind)
        changed = reply_due.with_terms(promise, terms, now) if terms is not None else promise
        if changed != promise:
            write(row, changed)
