"""Messages that arrived are sorted, promised an answer, and given to somebody: a batch in one transaction."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from manyvoices.conversations import reply_due
from manyvoices.conversations.deciding import Case, reopen, sort
from manyvoices.conversations.models import Assignment, Conversation, Event, Kind, Message, ReplyDue, Triage
from manyvoices.conversations.placing import Placing, is_given_out
from manyvoices.conversations.promising import WRITTEN, Rules, shown_due
from manyvoices.conversations.queries.cases import held_cases
from manyvoices.conversations.telling import News
from manyvoices.conversations.triage import Triaged
from manyvoices.conversations.triaging import Told, subjects, triaged
from manyvoices.core.inserting import insert_each
from manyvoices.core.updating import update_each

DECIDED = (
    "kind",
    "urgency",
    "topic",
    "language",
    "standing",
    "closed_at",
    "closed_by",
    "outcome",
    "assigned_to",
    "due_at",
)
SAID = [field.name for field in Triage._meta.concrete_fields if not field.primary_key]


def decide_conversations(
    *, messages: Collection[Message], now: datetime, told: Told | None = None
) -> frozenset[int]:
    """The ids of the messages that triage is done with: all but those whose words are not those that `told` read.

    `told` is what triage said of them; what it does not speak of is asked of the cold start, and so is everything without
    it. Private conversations are left alone. Decided again, nothing changes.
    """
    told = told or triaged(messages, subjects())
    with transaction.atomic():
        found, cases = held_cases([one.pk for one in messages])
        batch = _Batch(cases, told, now)
        batch.decide()
        batch.save()
        done = {one.pk for one in found} - batch.changed
        Message.objects.filter(pk__in=done).update(
            due_at=None, done_at=now, taken_by=None, taken_until=None, last_error=""
        )
    return frozenset(done)


class _Batch:
    """What is decided about the cases of a batch, collected to be written together."""

    def __init__(self, cases: list[Case], told: Told, now: datetime) -> None:
        self._told, self._now, self._rules = told, now, Rules()
        self._said: dict[int, Triaged] = {}
        self.changed: set[int] = set()
        self._cases = [case for case in cases if self._read(case)]
        self._triages = [self._triage(one) for case in self._cases for one in case.messages]
        self._events: list[Event] = []
        self._ended: list[ReplyDue | Assignment] = []
        self._promises: list[ReplyDue] = []
        self._assignments: list[Assignment] = []
        self._news = News()

    def decide(self) -> None:
        """Sort all, then promise, then give out: whom something suits is known once all is sorted."""
        for case in self._cases:
            if sort(case, self._said, self._told.topics):
                one = case.conversation
                self._note(one, "sorted", kind=one.kind, urgency=one.urgency, topic=one.topic_id)
            news = case.news()
            if reopen(case, news):
                self._note(case.conversation, "reopened")
            self._promise(case, news)
        self._give_out()

    def save(self) -> None:
        """Write everything down, each table in a few statements, and tell who has something to do."""
        known = frozenset().union(*(case.triaged_before for case in self._cases))
        update_each([one for one in self._triages if one.message_id in known], SAID)
        insert_each(one for one in self._triages if one.message_id not in known)
        for model in (ReplyDue, Assignment):
            ids = [one.pk for one in self._ended if isinstance(one, model)]
            if ids:
                model._default_manager.filter(pk__in=ids).update(ended_at=self._now, due_at=None)
        update_each([one for one in self._promises if not one._state.adding], WRITTEN)
        insert_each(one for one in self._promises if one._state.adding)
        insert_each(self._assignments)
        update_each([case.conversation for case in self._cases], DECIDED)
        insert_each(self._events)
        self._news.tell(self._now)

    def _read(self, case: Case) -> bool:
        """Note what triage says of the messages of a case. Those that were changed since it read them stay due."""
        read = {one.pk: self._told.of(one) for one in case.messages}
        unread = [one for one in case.messages if one.pk not in self._told.by_message]
        if unread:  # handed over a moment ago
            late = triaged(unread, subjects())
            read |= {one.pk: late.of(one) for one in unread}
        self._said |= {pk: said for pk, said in read.items() if said is not None}
        self.changed |= {pk for pk, said in read.items() if said is None}
        case.messages = [one for one in case.messages if one.pk in self._said]
        return bool(case.messages)

    def _promise(self, case: Case, news: list[Message]) -> None:
        one = case.conversation
        if one.kind == Kind.SPAM:
            return
        promise = self._begun(case, news) if case.row is None else self._continued(case, case.row, news)
        one.due_at = shown_due(promise)

    def _begun(self, case: Case, news: list[Message]) -> reply_due.Promise | None:
        """A promise where none stands: from the first message on, kept already if it was answered before triage saw it."""
        one = case.conversation
        terms = self._rules.terms(one.unit_id, one.kind)
        if terms is None or not is_given_out(one):
            return None
        promise = reply_due.start(terms, case.arrived((news or case.messages)[0]))
        if case.answered is not None and not news:
            promise = reply_due.answered(promise, reply_due.Answer(case.answered.sent_at, "sent", True))
        self._promises.append(self._rules.begun(one, promise))
        return promise

    def _continued(self, case: Case, row: ReplyDue, news: Iterable[Message]) -> reply_due.Promise:
        one, before = case.conversation, self._rules.promise(row)
        terms, promise = self._rules.terms(one.unit_id, one.kind), before
        if row.kind != one.kind and terms is not None:
            row.kind, promise = one.kind, reply_due.with_terms(before, terms, self._now)
        for message in news:
            promise = reply_due.wrote(promise, case.arrived(message), terms) if terms else promise
        if promise.started_at != before.started_at:
            self._ended.append(row)
            row = self._rules.begun(one, promise)
        else:
            self._rules.fill(row, promise)
        self._promises.append(row)
        return promise

    def _give_out(self) -> None:
        open_ = [case for case in self._cases if is_given_out(case.conversation)]
        if not open_:
            return
        placing = Placing(self._rules, [case.conversation for case in open_], self._now)
        for case in open_:
            standing, one = case.assignment, case.conversation
            if standing is not None:
                if _still_holds(standing, one, placing):
                    continue
                self._ended.append(standing)
            placed = placing.place(one)
            made = placed.assignment
            self._assignments.append(made)
            self._note(one, "assigned", to=made.person_id, unit=made.unit_id, reasons=made.reasons)
            if made.person_id:
                self._news.given[made.person_id].append(one)
            for person in placed.may_take:
                self._news.waits[person].append(one)

    def _triage(self, message: Message) -> Triage:
        said = self._said[message.pk]
        return Triage(
            message=message,
            kind=said.kind.value,
            kind_confidence=said.kind.confidence,
            kind_words=list(said.kind.words),
            urgency=said.urgency.value,
            urgency_confidence=said.urgency.confidence,
            urgency_words=list(said.urgency.words),
            topic_id=self._told.topics.get(said.topic.value),
            topic_confidence=said.topic.confidence,
            topic_words=list(said.topic.words),
            language=said.language.value,
            language_confidence=said.language.confidence,
            model_id=self._told.model,
            at=self._now,
        )

    def _note(self, conversation: Conversation, verb: str, **said: object) -> None:
        self._events.append(Event(conversation=conversation, verb=verb, said=said, at=self._now))


def _still_holds(standing: Assignment, one: Conversation, placing: Placing) -> bool:
    """Whether it stays as it is: in a queue, or with somebody who may still answer there."""
    person = standing.person_id
    return not person or placing.colleagues.may_answer(one.unit_id, person)
