"""Who gets a conversation: the rows that `routing.py` chooses by, and the assignment that it makes of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery

from manyvoices.conversations import routing
from manyvoices.conversations.models import (
    Assignment,
    Conversation,
    Direction,
    Kind,
    Message,
    Standing,
    Urgency,
    Way,
)
from manyvoices.conversations.promising import Rules, sound
from manyvoices.conversations.queries.candidates import Colleagues
from manyvoices.conversations.routing import Because, Choice, Escalation, Reason, Wanted
from manyvoices.people.models import Topic, Unit
from manyvoices.people.queries.settings import setting_by_unit
from manyvoices.people.units import path_to

# While nobody suits, it is looked again so often: somebody comes back from lunch, or is done with something else.
AGAIN = timedelta(minutes=5)
BY_PEOPLE = frozenset({routing.Way.MANUAL, routing.Way.TAKE_IT})
WAYS = {
    routing.Way.BEST: Way.BEST,
    routing.Way.ROUND_ROBIN: Way.ROUND_ROBIN,
    routing.Way.MANUAL: Way.BY_HAND,
    routing.Way.TAKE_IT: Way.TAKEN,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """An assignment that is not saved yet; `may_take` are those to be told where people decide by themselves."""

    assignment: Assignment
    may_take: tuple[int, ...] = ()


class Placing:
    """Gives out the conversations of a batch, each knowing what the ones before it were given."""

    def __init__(self, rules: Rules, conversations: Collection[Conversation], now: datetime) -> None:
        self._rules, self._now = rules, now
        units = {unit for one in conversations for unit in path_to(rules.parents, one.unit_id)}
        self.colleagues = Colleagues(rules.parents, units, now)
        self._ways = setting_by_unit(rules.parents, units, "way_of_giving_out")
        self._names = _names(conversations, units)
        self._speakers = last_speakers(conversations)

    def place(self, conversation: Conversation) -> Placed:
        """Whoever suits best, or the watched queue of the unit; the conversation says so too. Nothing is saved."""
        choice = self.choice(conversation)
        person = None if choice.person is None else self.colleagues.person(choice.person)
        conversation.assigned_to = person
        if person is not None:
            self.colleagues.given(person.pk)
        made = Assignment(
            conversation=conversation,
            person=person,
            unit_id=choice.queue,
            way=WAYS[self.way(conversation)],
            reasons=[self._said(reason) for reason in choice.reasons],
            at=self._now,
        )
        self.look_again(made)
        return Placed(made, choice.may_take)

    def choice(self, conversation: Conversation) -> Choice:
        """Whom routing chooses as of now."""
        candidates = self.colleagues.of(conversation.unit_id)
        return routing.choose(self.wanted(conversation), candidates, self.way(conversation))

    def is_reachable(self, conversation: Conversation, person: int) -> bool:
        """Whether this person may answer it and can be reached now."""
        return any(
            one.person == person and one.is_reachable for one in self.colleagues.of(conversation.unit_id)
        )

    def way(self, conversation: Conversation) -> routing.Way:
        """How the unit gives out what is written to it."""
        return routing.Way(self._ways[conversation.unit_id])

    def wanted(self, conversation: Conversation) -> Wanted:
        """What the conversation needs."""
        topic = conversation.topic_id
        return Wanted(
            units=tuple(path_to(self._rules.parents, conversation.unit_id)),
            topics=(topic,) if topic is not None else (),
            language=conversation.language.partition("-")[0],
            last_speaker=self._speakers.get(conversation.pk),
            is_urgent=conversation.urgency == Urgency.HIGH,
        )

    def steps(self, waiting: Assignment) -> Sequence[Escalation]:
        """Who sees it and hears of it, one after the other, while nobody has it."""
        conversation = waiting.conversation
        terms = self._rules.terms(conversation.unit_id, conversation.kind)
        terms = terms or sound(routing.USUAL_WAIT, self._rules.hours(conversation.unit_id))
        return routing.escalation_steps(
            self.wanted(conversation), waiting.at, minutes=terms.minutes, hours=terms.hours
        )

    def look_again(self, assignment: Assignment) -> None:
        """Set when it is due: while it waits, at the next step, and before that where somebody may suit by then."""
        if assignment.person_id:
            assignment.due_at = None
            return
        left = [step.at for step in self.steps(assignment)[assignment.steps :]][:1]
        if self.way(assignment.conversation) not in BY_PEOPLE:
            left.append(self._now + AGAIN)
        assignment.due_at = min(left, default=None)
        assignment.done_at = None if left else self._now

    def _said(self, reason: Reason) -> list[str]:
        if reason.because in self._names:
            return [reason.because.value, self._names[reason.because][int(reason.value)]]
        return [reason.because.value, str(reason.value)]


def is_given_out(conversation: Conversation) -> bool:
    """Whether it belongs to the organisation and wants somebody: spam does not, and what is closed does not any more."""
    is_done = conversation.standing == Standing.CLOSED or conversation.kind == Kind.SPAM
    return not conversation.owner_id and not is_done


def last_speakers(conversations: Collection[Conversation]) -> dict[int, int]:
    """Conversation -> who last answered its contact, where somebody did. Two queries, whatever the history holds."""
    before = Conversation.objects.filter(
        contact=OuterRef("contact"), owner=None, answered_at__isnull=False
    ).order_by("-last_at")
    asked = Conversation.objects.filter(pk__in=[one.pk for one in conversations])
    spoken_in = dict(
        asked.annotate(spoken_in=Subquery(before.values("pk")[:1]))
        .exclude(spoken_in=None)
        .values_list("pk", "spoken_in")
    )
    if not spoken_in:
        return {}
    ours = Message.objects.filter(
        conversation=OuterRef("pk"), direction=Direction.OUT, by__isnull=False, sent_at__isnull=False
    ).order_by("-id")
    speakers = dict(
        Conversation.objects.filter(pk__in=set(spoken_in.values()))
        .annotate(speaker=Subquery(ours.values("by")[:1]))
        .exclude(speaker=None)
        .values_list("pk", "speaker")
    )
    return {pk: speakers[place] for pk, place in spoken_in.items() if place in speakers}


def _names(
    conversations: Collection[Conversation], units: Collection[int]
) -> Mapping[Because, Mapping[int, str]]:
    topics = {one.topic_id for one in conversations if one.topic_id is not None}
    return {
        Because.UNIT: dict(Unit.objects.filter(pk__in=units).values_list("pk", "name")),
        Because.TOPIC: dict(Topic.objects.filter(pk__in=topics).values_list("pk", "name")),
    }
