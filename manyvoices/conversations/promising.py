"""Promises between their rows and `reply_due.py`: read, counted there, written back."""

from datetime import timedelta

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Conversation, ReplyDue, SlaPolicy
from manyvoices.conversations.reply_due import Policy, Promise, Terms, minutes_for
from manyvoices.core import clock
from manyvoices.people.business_hours import BusinessHours
from manyvoices.people.models import Unit
from manyvoices.people.queries.settings import calendar_of, week_of
from manyvoices.people.units import Parents, path_to

ALWAYS = BusinessHours("UTC", tuple(((0, 1440),) for _day in range(7)))


class Rules:
    """What units promise, and in which hours."""

    def __init__(self) -> None:
        self._parents: Parents = dict(Unit.objects.values_list("id", "parent_id"))
        self._rows = list(SlaPolicy.objects.filter(ended_at=None))

    def terms(self, unit: int, kind: str) -> Terms | None:
        """The minutes and hours that hold now; None where nothing is promised."""
        policies = [Policy(row.unit_id, row.kind or None, row.minutes) for row in self._rows]
        minutes = minutes_for(policies, kind, path_to(self._parents, unit))
        return Terms(minutes, self._hours(unit, kind)) if minutes is not None else None

    def promise(self, row: ReplyDue) -> Promise:
        """The promise of a row, in the hours of its unit as they are now."""
        return Promise(
            Terms(row.minutes, self._hours(row.unit_id, row.kind)),
            reply_due.Phase(row.phase),
            row.started_at,
            row.answer_by,
            timedelta(seconds=row.left),
            row.stopped_at,
        )

    def begun(self, conversation: Conversation, promise: Promise) -> ReplyDue:
        """A row, not saved yet, for a promise that begins on a conversation."""
        row = ReplyDue(conversation=conversation, unit_id=conversation.unit_id, kind=conversation.kind)
        fill(row, promise)
        return row

    def _hours(self, unit: int, kind: str) -> BusinessHours:
        path = path_to(self._parents, unit)
        own = {(row.unit_id, row.kind): row.around_the_clock for row in self._rows}
        said = next((own[place, of] for place in path for of in (kind, "") if (place, of) in own), False)
        calendar = calendar_of(self._parents, unit)
        if said or calendar is None or not any(calendar.hours.values()):
            return ALWAYS
        return BusinessHours.of(week_of(calendar))


def terms_of(unit: int, kind: str) -> Terms | None:
    """The terms of a unit (its id) for a kind of message; None where it promises nothing."""
    return Rules().terms(unit, kind)


def promise_of(row: ReplyDue) -> Promise:
    """The promise of a row, in the hours of its unit."""
    return Rules().promise(row)


def fill(row: ReplyDue, promise: Promise) -> None:
    """Make the row say what the promise says. It is due when somebody has to be told next: never, unless it runs."""
    row.minutes, row.phase = promise.terms.minutes, promise.phase.value
    row.started_at, row.answer_by, row.stopped_at = promise.started_at, promise.due_at, promise.stopped_at
    row.left = round(promise.left.total_seconds())
    row.missed = reply_due.standing(promise, clock.now()) == reply_due.Standing.MISSED
    row.due_at = reply_due.overdue_at(promise, row.passed_on_at)
    if promise.phase == reply_due.Phase.CLOSED:
        row.ended_at = promise.stopped_at
    elif promise.phase != reply_due.Phase.ANSWERED:
        row.ended_at = None


def write(row: ReplyDue, promise: Promise) -> ReplyDue:
    """The row that stands afterwards; its conversation's due time follows. One that begins anew ends the row before."""
    if promise.started_at != row.started_at and not row._state.adding:
        ReplyDue.objects.filter(pk=row.pk).update(ended_at=promise.started_at, due_at=None)
        row = Rules().begun(row.conversation, promise)
    else:
        fill(row, promise)
    row.save()
    runs = promise.phase == reply_due.Phase.RUNNING
    Conversation.objects.filter(pk=row.conversation_id).update(due_at=promise.due_at if runs else None)
    return row
