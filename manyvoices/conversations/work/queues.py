"""What nobody has is looked at again: somebody may suit by now, and units above and the lead come to hear of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from manyvoices.conversations.models import Assignment, Conversation, Event
from manyvoices.conversations.placing import BY_PEOPLE, Placing, is_given_out
from manyvoices.conversations.promising import Rules
from manyvoices.conversations.queries.leads import leads_of
from manyvoices.conversations.routing import Escalation
from manyvoices.conversations.telling import News
from manyvoices.core import clock
from manyvoices.core.updating import update_each
from manyvoices.core.work import Answer, Kind, Tools

LOOKED = ("due_at", "done_at", "steps", "ended_at", "taken_by", "taken_until", "attempts")


class Waiting(Kind[Assignment]):
    """Conversations that wait in a queue."""

    model = Assignment
    limit = 100

    async def handle(self, rows: Sequence[Assignment], tools: Tools) -> Mapping[Any, Answer]:
        """What was done is recorded with it."""
        await tools.db(look_again, [row.pk for row in rows], clock.now())
        return {}


@transaction.atomic
def look_again(waiting: Sequence[int], now: datetime) -> None:
    """Give these to whoever suits by now; tell the next of the others. What somebody has by now rests."""
    places = Assignment.objects.filter(pk__in=waiting).values_list("conversation_id", flat=True)
    held = Conversation.objects.select_for_update(of=("self",)).select_related("contact")
    conversations = {one.pk: one for one in held.filter(pk__in=set(places)).order_by("pk")}
    looking = _Looking(conversations, now)
    rows = list(Assignment.objects.filter(pk__in=waiting).order_by("at", "id"))
    for row in rows:
        row.conversation = conversations[row.conversation_id]
        looking.look(row)
        row.taken_by, row.taken_until, row.attempts = None, None, 0
    update_each(rows, LOOKED)
    looking.save()


class _Looking:
    """What is found for a batch."""

    def __init__(self, conversations: Mapping[int, Conversation], now: datetime) -> None:
        self._now, self._news, rules = now, News(), Rules()
        self._placing = Placing(rules, conversations.values(), now)
        self._leads = leads_of(rules.parents, {one.unit_id for one in conversations.values()})
        self._given: list[Assignment] = []
        self._events: list[Event] = []

    def look(self, row: Assignment) -> None:
        """Somebody for it, or the steps that are due."""
        one = row.conversation
        if row.ended_at is not None or row.person_id or not is_given_out(one):
            row.due_at = None
            return
        by_people = self._placing.way(one) in BY_PEOPLE
        if not by_people and self._placing.choice(one).person is not None:
            self._give(row, one)
            return
        due = [step for step in self._placing.steps(row)[row.steps :] if step.at <= self._now]
        for step in due:
            self._tell(one, step)
        row.steps += len(due)
        self._placing.look_again(row)

    def save(self) -> None:
        """Write down who has what now, and tell whom it concerns."""
        Assignment.objects.bulk_create(self._given)
        update_each([given.conversation for given in self._given], ["assigned_to"])
        Event.objects.bulk_create(self._events)
        self._news.tell(self._now)

    def _give(self, row: Assignment, one: Conversation) -> None:
        made = self._placing.place(one).assignment
        row.ended_at, row.due_at = self._now, None
        self._given.append(made)
        self._note(one, "assigned", to=made.person_id, unit=made.unit_id, reasons=made.reasons)
        if made.person_id:
            self._news.given[made.person_id].append(one)

    def _tell(self, one: Conversation, step: Escalation) -> None:
        colleagues = self._placing.colleagues
        asked = colleagues.next_on_call(step.unit) or colleagues.at(step.unit)
        for person in dict.fromkeys([*asked, *(self._leads[one.unit_id] if step.tells_lead else ())]):
            self._news.waits[person].append(one)
        self._note(one, "escalated", unit=step.unit, lead=step.tells_lead)

    def _note(self, conversation: Conversation, verb: str, **said: object) -> None:
        self._events.append(Event(conversation=conversation, verb=verb, said=said, at=self._now))


KIND = Waiting()
