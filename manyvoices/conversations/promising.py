"""Promises between their rows and `reply_due.py`: read once a batch, counted there, written back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Conversation, ReplyDue, SlaPolicy
from manyvoices.conversations.reply_due import Policy, Promise, Terms
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.business_hours import ALWAYS, BusinessHours, NeverOpen, after
from manyvoices.people.models import Unit
from manyvoices.people.queries.open_hours import open_hours
from manyvoices.people.units import Parents, path_to

WRITTEN = (
    "unit",
    "kind",
    "minutes",
    "around_the_clock",
    "phase",
    "started_at",
    "answer_by",
    "left",
    "stopped_at",
    "missed",
    "due_at",
    "ended_at",
)


class Rules:
    """What units promise, and in which hours: four queries the first time they are asked, none afterwards."""

    def __init__(self) -> None:
        self._terms: dict[tuple[int, str], Terms | None] = {}

    def policy(self, unit: int, kind: str) -> Policy:
        """What a unit promises for a kind."""
        return reply_due.policy_for(self._policies, kind, path_to(self.parents, unit))

    def terms(self, unit: int, kind: str) -> Terms | None:
        """The minutes and hours of that; None where nothing is promised."""
        if (unit, kind) not in self._terms:
            policy = self.policy(unit, kind)
            hours = self.hours(unit, around_the_clock=policy.around_the_clock)
            self._terms[unit, kind] = None if policy.minutes is None else sound(policy.minutes, hours)
        return self._terms[unit, kind]

    def hours(self, unit: int, *, around_the_clock: bool = False) -> BusinessHours:
        """The open hours of a unit, or all of them."""
        return ALWAYS if around_the_clock else self._hours.get(unit, ALWAYS)

    def promise(self, row: ReplyDue) -> Promise:
        """The promise of a row."""
        hours = self.hours(row.unit_id, around_the_clock=row.around_the_clock)
        return Promise(
            terms=sound(row.minutes, hours),
            phase=reply_due.Phase(row.phase),
            started_at=row.started_at,
            due_at=row.answer_by,
            left=timedelta(seconds=row.left),
            stopped_at=row.stopped_at,
        )

    def begun(self, conversation: Conversation, promise: Promise) -> ReplyDue:
        """A row, not saved yet, for a promise that begins on a conversation."""
        row = ReplyDue(conversation=conversation, unit_id=conversation.unit_id, kind=conversation.kind)
        self.fill(row, promise)
        return row

    def fill(self, row: ReplyDue, promise: Promise) -> None:
        """Make the row say what the promise says. It is due when somebody has to be told next: never, unless it runs."""
        row.minutes, row.phase = promise.terms.minutes, promise.phase.value
        row.started_at, row.answer_by, row.stopped_at = promise.started_at, promise.due_at, promise.stopped_at
        row.left = round(promise.left.total_seconds())
        row.missed = reply_due.standing(promise, clock.now()) == reply_due.Standing.MISSED
        row.due_at = reply_due.overdue_at(promise, row.passed_on_at)
        always = promise.terms.hours == ALWAYS
        row.around_the_clock = always and self.policy(row.unit_id, row.kind).around_the_clock
        if promise.phase == reply_due.Phase.CLOSED:
            row.ended_at = promise.stopped_at
        elif promise.phase != reply_due.Phase.ANSWERED:
            row.ended_at = None

    @cached_property
    def parents(self) -> Parents:
        """Each unit with the one above it."""
        return dict(Unit.objects.values_list("id", "parent_id"))

    @cached_property
    def _policies(self) -> list[Policy]:
        return list(_policies())

    @cached_property
    def _hours(self) -> dict[int, BusinessHours]:
        return open_hours(self.parents, self.parents)


def terms_of(unit: Unit, kind: str) -> Terms | None:
    """The terms of a unit for a kind of message; None where it promises nothing."""
    return Rules().terms(unit.pk, kind)


def promise_of(row: ReplyDue) -> Promise:
    """The promise of a row, in the hours of its unit as they are now."""
    return Rules().promise(row)


def sound(minutes: int, hours: BusinessHours) -> Terms:
    """The terms; around the clock where these hours hold too few minutes: whatever is promised has to fall due."""
    try:
        after(hours, clock.now(), timedelta(minutes=minutes))
    except NeverOpen:
        return Terms(minutes, ALWAYS)
    return Terms(minutes, hours)


def shown_due(promise: Promise | None) -> datetime | None:
    """What a conversation's own `due_at` repeats: by when to answer, while the promise runs."""
    return promise.due_at if promise and promise.phase == reply_due.Phase.RUNNING else None


def write(row: ReplyDue, promise: Promise) -> ReplyDue:
    """The row that stands afterwards; its conversation's due time follows. One that begins anew ends the row before.

    To be called in the caller's transaction.
    """
    rules = Rules()
    if row._state.adding:
        rules.fill(row, promise)
        row.save()
    elif promise.started_at != row.started_at:
        ReplyDue.objects.filter(pk=row.pk).update(ended_at=promise.started_at, due_at=None)
        row = rules.begun(row.conversation, promise)
        row.save()
    else:
        rules.fill(row, promise)
        row.save(update_fields=WRITTEN)
    Conversation.objects.filter(pk=row.conversation_id).update(due_at=shown_due(promise))
    return row


def _policies() -> Iterator[Policy]:
    """What stands in the table and makes sense: that nobody has to answer a complaint does not."""
    rows = SlaPolicy.objects.filter(ended_at=None)
    for unit, kind, minutes, always in rows.values_list("unit_id", "kind", "minutes", "around_the_clock"):
        try:
            yield Policy(unit, kind or None, minutes, always)
        except Invalid:
            continue
