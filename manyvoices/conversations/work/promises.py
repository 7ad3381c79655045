"""What was promised and is overdue goes to the next person on call; the lead hears of it once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Assignment, Conversation, Event, ReplyDue, Standing, Way
from manyvoices.conversations.placing import Placing
from manyvoices.conversations.promising import Rules
from manyvoices.conversations.queries.leads import leads_of
from manyvoices.conversations.telling import News
from manyvoices.core import clock
from manyvoices.core.updating import update_each
from manyvoices.core.work import Answer, Kind, Tools
from manyvoices.people.business_hours import after

STEPPED = ("due_at", "passed_on_at", "lead_told_at", "gone_to", "taken_by", "taken_until", "attempts")


class Overdue(Kind[ReplyDue]):
    """Promises of which somebody has to be told now."""

    model = ReplyDue

    async def handle(self, rows: Sequence[ReplyDue], tools: Tools) -> Mapping[Any, Answer]:
        """What was done is recorded with it."""
        await tools.db(step_promises, [row.pk for row in rows], clock.now())
        return {}


@transaction.atomic
def step_promises(promises: Sequence[int], now: datetime) -> None:
    """One step for each of these promises that is overdue; the others rest until they are."""
    places = ReplyDue.objects.filter(pk__in=promises).values_list("conversation_id", flat=True)
    held = Conversation.objects.select_for_update(of=("self",)).select_related("contact")
    conversations = {one.pk: one for one in held.filter(pk__in=set(places)).order_by("pk")}
    stepping = _Stepping(conversations, now)
    rows = list(ReplyDue.objects.filter(pk__in=promises))
    for row in rows:
        stepping.step(row)
        row.taken_by, row.taken_until, row.attempts = None, None, 0
    stepping.save()
    update_each(rows, STEPPED)


class _Stepping:
    """The steps of a batch."""

    def __init__(self, conversations: Mapping[int, Conversation], now: datetime) -> None:
        self._now, self._rules, self._news = now, Rules(), News()
        self._conversations = conversations
        self._placing = Placing(self._rules, conversations.values(), now)
        self._leads = leads_of(self._rules.parents, {one.unit_id for one in conversations.values()})
        self._given: list[Assignment] = []

    def step(self, row: ReplyDue) -> None:
        """Take the step that is due, and say when the next one is."""
        one = self._conversations[row.conversation_id]
        if not _runs(row, one):
            row.due_at = None
            return
        promise, colleagues = self._rules.promise(row), self._placing.colleagues
        gone = [*row.gone_to, *filter(None, [one.assigned_to_id])]
        on_call = colleagues.next_on_call(one.unit_id)
        last = row.passed_on_at
        step = reply_due.overdue_step(promise, self._now, on_call=on_call, gone_to=gone, last_at=last)
        if step is None:
            due = reply_due.overdue_at(promise, last)
            later = due is not None and due > self._now
            row.due_at = due if later else after(promise.terms.hours, self._now, reply_due.AGAIN)
            return
        self._pass_on(one, step.person)
        if step.tells_lead:
            row.lead_told_at = self._now
            for lead in self._leads[one.unit_id]:
                self._news.overdue[lead].append(one)
        row.passed_on_at = self._now
        row.gone_to = list(dict.fromkeys([*gone, *([step.person] if step.person is not None else [])]))
        row.due_at = reply_due.overdue_at(promise, self._now)

    def save(self) -> None:
        """Write down who has what now, and tell them."""
        moved = [given.conversation for given in self._given]
        Assignment.objects.filter(conversation__in=moved, ended_at=None).update(
            ended_at=self._now, due_at=None
        )
        Assignment.objects.bulk_create(self._given)
        update_each(moved, ["assigned_to"])
        Event.objects.bulk_create(
            Event(
                conversation=given.conversation,
                verb="assigned",
                said={"to": given.person_id, "unit": given.unit_id, "overdue": True},
                at=self._now,
            )
            for given in self._given
        )
        self._news.tell(self._now)

    def _pass_on(self, one: Conversation, person: int | None) -> None:
        """To the next on call; with nobody else there it stays with who has it if they can be reached, else the queue."""
        has = one.assigned_to_id or None
        if person is None and (has is None or self._placing.is_reachable(one, has)):
            if has is not None:
                self._news.overdue[has].append(one)
            return
        one.assigned_to = None if person is None else self._placing.colleagues.person(person)
        made = Assignment(
            conversation=one,
            person=one.assigned_to,
            unit_id=one.unit_id,
            way=Way.ESCALATED,
            reasons=[["on_call", ""]] if person is not None else [],
            at=self._now,
        )
        self._placing.look_again(made)
        self._given.append(made)
        if person is not None:
            self._placing.colleagues.given(person)
            self._news.overdue[person].append(one)


def _runs(row: ReplyDue, one: Conversation) -> bool:
    """Whether it still counts: it stands, runs, and its conversation is the organisation's and open."""
    runs = row.ended_at is None and row.phase == reply_due.Phase.RUNNING
    return runs and one.standing != Standing.CLOSED and not one.owner_id and not one.merged_into_id


KIND = Overdue()
