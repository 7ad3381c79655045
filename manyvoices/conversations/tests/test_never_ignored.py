"""Whatever happens in whatever order, no complaint is without somebody or a queue, and without a running promise."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from manyvoices.conversations import reply_due
from manyvoices.conversations.actions.decide_conversations import decide_conversations
from manyvoices.conversations.models import (
    Assignment,
    Conversation,
    Kind,
    Message,
    ReplyDue,
    Standing,
    Triage,
)
from manyvoices.conversations.promising import promise_of, write
from manyvoices.conversations.tests.arriving import (
    COMPLAINT,
    PRAISE,
    QUESTION,
    SPAM,
    answered,
    arrives,
    closed,
    conversation,
)
from manyvoices.conversations.work.promises import step_promises
from manyvoices.conversations.work.queues import look_again
from manyvoices.conversations.work.watching import watch_over_conversations
from manyvoices.core import clock
from manyvoices.people.models import Presence
from tests.cast import Cast

TEXTS = [COMPLAINT, COMPLAINT, QUESTION, PRAISE, SPAM]


def ignored() -> list[int]:
    """Open complaints of the organisation that triage is done with and that lack somebody or a promise."""
    open_ = Conversation.objects.filter(kind=Kind.COMPLAINT, owner=None).exclude(standing=Standing.CLOSED)
    due = set(Message.objects.exclude(due_at=None).values_list("conversation_id", flat=True))
    given = dict(Assignment.objects.filter(ended_at=None).values_list("conversation_id", "person_id"))
    promised = {row.conversation_id: row for row in ReplyDue.objects.filter(ended_at=None)}
    lacking = []
    for one in open_:
        row = promised.get(one.pk)
        whole = row is not None and one.pk in given and given[one.pk] == one.assigned_to_id
        if whole and row is not None:
            runs = row.phase == reply_due.Phase.RUNNING
            whole = one.due_at == (row.answer_by if runs else None)
        if one.pk not in due and not whole:
            lacking.append(one.pk)
    return lacking


class Days:
    """What may happen, each at the moment at which the one before ended."""

    def __init__(self, cast: Cast, random: Random) -> None:
        self._cast, self._random = cast, random
        self._now = clock.now() - timedelta(days=3)

    def happen(self) -> None:
        """One thing, some minutes later."""
        self._now += timedelta(minutes=self._random.choice([0, 1, 20, 90]))
        things: list[Callable[[], Any]] = [
            self.writes,
            self.writes,
            self.decide,
            self.decide,
            self.answer,
            self.close,
            self.wait,
            self.leave_or_come_back,
            self.time_passes,
        ]
        self._random.choice(things)()

    def writes(self) -> None:
        places = list(Conversation.objects.all())
        new = not places or self._random.random() < 0.5
        place = conversation(self._cast.operations) if new else self._random.choice(places)
        arrives(place, self._random.choice(TEXTS), self._now)

    def decide(self) -> None:
        due = list(Message.objects.exclude(due_at=None))
        some = self._random.sample(due, self._random.randint(0, len(due)))
        decide_conversations(messages=some, now=self._now)

    def answer(self) -> None:
        for row in self._some_promise():
            answered(row.conversation, self._cast.cleo, at=self._now)
            write(row, reply_due.answered(promise_of(row), reply_due.Answer(self._now, "sent", True)))

    def wait(self) -> None:
        for row in self._some_promise():
            Conversation.objects.filter(pk=row.conversation_id).update(standing=Standing.WAITING)
            write(row, reply_due.waiting(promise_of(row), self._now))

    def close(self) -> None:
        for row in self._some_promise():
            closed(row.conversation, self._cast.cleo, at=self._now)

    def leave_or_come_back(self) -> None:
        if not Presence.objects.all().delete()[0]:
            Presence.objects.create(person=self._cast.cleo, where="away", said_at=self._now)

    def time_passes(self) -> None:
        step_promises(
            list(ReplyDue.objects.filter(due_at__lte=self._now).values_list("pk", flat=True)), self._now
        )
        look_again(
            list(Assignment.objects.filter(due_at__lte=self._now).values_list("pk", flat=True)), self._now
        )
        watch_over_conversations()

    def _some_promise(self) -> list[ReplyDue]:
        rows = list(ReplyDue.objects.filter(ended_at=None).select_related("conversation"))
        return self._random.sample(rows, min(1, len(rows)))


@pytest.mark.parametrize("seed", range(3))
def test_no_complaint_is_ever_ignored(cast: Cast, seed: int) -> None:
    days = Days(cast, Random(seed))
    for _complaint in range(3):
        arrives(conversation(cast.operations), COMPLAINT, clock.now() - timedelta(days=3))
    for _step in range(30):
        days.happen()
        assert not ignored()
    decide_conversations(messages=list(Message.objects.exclude(due_at=None)), now=clock.now())
    assert Triage.objects.filter(kind=Kind.COMPLAINT).exists()
    assert not ignored()
    assert not Message.objects.exclude(due_at=None).exists()


class Killed(Exception):
    """The process ended here."""


# promise F8
def test_a_kill_between_any_two_statements_leaves_it_whole_or_due(cast: Cast) -> None:
    message = arrives(conversation(cast.operations), COMPLAINT)
    for last in range(200):
        if not _killed_after(last, message):
            break
        assert not ignored()
        assert not Triage.objects.exists()
        assert Message.objects.exclude(due_at=None).exists()
    assert last > 10
    assert not ignored()
    assert Assignment.objects.get().person == cast.cleo


def _killed_after(last: int, message: Message) -> bool:
    """Whether deciding took more than so many statements, and was ended there."""
    asked = 0

    def counting(execute: Any, *statement: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked > last and not statement[0].startswith(("ROLLBACK", "RELEASE", "SAVEPOINT")):
            raise Killed
        return execute(*statement)

    try:
        with transaction.atomic(), connection.execute_wrapper(counting):
            decide_conversations(messages=[message], now=clock.now())
    except Killed:
        return True
    return False
