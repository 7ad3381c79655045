"""Promises between their rows and `reply_due.py`: read from the tables, counted there, written back."""

from datetime import datetime, timedelta

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Conversation, ReplyDue, SlaPolicy
from manyvoices.conversations.reply_due import Phase, Policy, Promise, Standing, Terms, minutes_for, standing
from manyvoices.core import clock
from manyvoices.people.business_hours import ALWAYS, BusinessHours
from manyvoices.people.models import Unit
from manyvoices.people.queries import calendar_of, week_of
from manyvoices.people.units import path_to


class Rules:
    """What units promise, and in which hours."""

    def __init__(self) -> None:
        self._parents: dict[int, int | None] = dict(Unit.objects.values_list("id", "parent_id"))

    def terms(self, unit: int, kind: str) -> Terms | None:
        """The minutes and hours of what a unit promises for a kind; None where nothing is promised."""
        rows = SlaPolicy.objects.filter(ended_at=None).values_list("unit_id", "kind", "minutes")
        policies = [Policy(of, about or None, minutes) for of, about, minutes in rows]
        minutes = minutes_for(policies, kind, path_to(self._parents, unit))
        return Terms(minutes, self.hours(unit)) if minutes else None

    def hours(self, unit: int) -> BusinessHours:
        """The open hours of a unit; all hours where nobody says any."""
        calendar = calendar_of(self._parents, unit)
        return BusinessHours.of(week_of(calendar)) if calendar and any(calendar.hours.values()) else ALWAYS

    def promise(self, row: ReplyDue) -> Promise:
        """The promise of a row."""
        return Promise(
            terms=Terms(row.minutes, self.hours(row.unit_id)),
            phase=Phase(row.phase),
            started_at=row.started_at,
            due_at=row.answer_by,
            left=timedelta(seconds=row.left),
            stopped_at=row.stopped_at,
        )


def shown_due(promise: Promise | None) -> datetime | None:
    """What a conversation's own `due_at` repeats: by when to answer, while the promise runs."""
    return promise.due_at if promise and promise.phase == Phase.RUNNING else None


def write(row: ReplyDue, promise: Promise) -> ReplyDue:
    """The row that stands afterwards; its conversation's due time follows. One that begins anew ends the row before.

    To be called in the caller's transaction.
    """
    if promise.started_at != row.started_at:
        ReplyDue.objects.filter(pk=row.pk).update(ended_at=promise.started_at, due_at=None)
        row = ReplyDue(
            conversation=row.conversation, unit_id=row.conversation.unit_id, kind=row.conversation.kind
        )
    row.minutes, row.phase, row.started_at = promise.terms.minutes, promise.phase, promise.started_at
    row.answer_by, row.stopped_at = promise.due_at, promise.stopped_at
    row.left = int(promise.left.total_seconds())
    row.missed = standing(promise, clock.now()) == Standing.MISSED
    row.due_at = reply_due.overdue_at(promise, row.passed_on_at)
    row.save()
    Conversation.objects.filter(pk=row.conversation_id).update(due_at=shown_due(promise))
    return row
