"""What messages change about their conversation: its kind, and whether it is open again. Pure: works on rows, saves none.

The first message decides what it is; a complaint that comes later raises it, and whatever comes after what a machine took for
spam takes it out of there. What a person said is never overwritten by what stood there when they said it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from manyvoices.conversations.models import (
    Assignment,
    Conversation,
    Kind,
    Message,
    ReplyDue,
    Standing,
    Urgency,
)
from manyvoices.conversations.triage import Triaged

# A page shows what arrives within seconds. Who closed a conversation sooner after an arrival may not have seen it.
SEEN_AFTER = timedelta(seconds=30)
HOW_URGENT = [Urgency.LOW.value, Urgency.NORMAL.value, Urgency.HIGH.value]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a person said instead, and when."""

    said: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """The last answer of ours that was sent: when it was pressed, which was after reading, and when it was sent."""

    pressed_at: datetime
    sent_at: datetime


@dataclass(slots=True)
class Case:
    """A conversation of the organisation with the messages of a batch, oldest first, and all that is decided by."""

    conversation: Conversation
    messages: list[Message] = field(default_factory=list)
    was_sorted: bool = False
    triaged_before: frozenset[int] = frozenset()
    corrected: Mapping[str, Corrected] = field(default_factory=dict)
    row: ReplyDue | None = None
    assignment: Assignment | None = None
    answered: Answered | None = None

    def arrived(self, message: Message) -> datetime:
        """When it reached us: what was handed over reached the organisation then."""
        handed = self.conversation.handed_over_at
        return max(message.stored_at, handed) if handed else message.stored_at

    def news(self) -> list[Message]:
        """The messages that want an answer: new to triage, not answered, and not what a person has put aside knowing it."""
        fresh = [one for one in self.messages if one.pk not in self.triaged_before]
        return [one for one in fresh if not self._is_answered(one) and not self._is_put_aside(one)]

    def _is_answered(self, message: Message) -> bool:
        return self.answered is not None and self.answered.pressed_at >= message.stored_at

    def _is_put_aside(self, message: Message) -> bool:
        match self.conversation.standing:
            case Standing.CLOSED:
                since = self.conversation.closed_at
            case Standing.WAITING:
                since = self.row.stopped_at if self.row is not None else None
            case _:
                since = None
        return since is not None and since > self.arrived(message) + SEEN_AFTER


def sort(case: Case, said: Mapping[int, Triaged], topics: Mapping[str, int]) -> bool:
    """Set kind, urgency, topic and language of the conversation by its messages; whether anything changed."""
    before = _sorted_as(case.conversation)
    for message in case.messages:
        _sort_by(case, message, said[message.pk], topics)
        case.was_sorted = True
    return before != _sorted_as(case.conversation)


def reopen(case: Case, news: Iterable[Message]) -> bool:
    """Open it again for what is new, unless that is spam; whether it was not open."""
    one = case.conversation
    if one.standing == Standing.OPEN or one.kind == Kind.SPAM or not list(news):
        return False
    one.standing, one.closed_at, one.closed_by, one.outcome = Standing.OPEN, None, None, ""
    return True


def _sort_by(case: Case, message: Message, said: Triaged, topics: Mapping[str, int]) -> None:
    one, is_raised = case.conversation, False
    if _may_say_kind(case, message) and one.kind != said.kind.value:
        decides = not case.was_sorted or one.kind == Kind.SPAM
        is_raised = decides or said.kind.value == Kind.COMPLAINT
        one.kind = said.kind.value if is_raised else one.kind
    if "urgency" not in case.corrected:
        both = [said.urgency.value, one.urgency] if case.was_sorted else [said.urgency.value]
        one.urgency = max(both, key=HOW_URGENT.index)
    topic = topics.get(said.topic.value)
    if topic is not None and "topic" not in case.corrected and (one.topic_id is None or is_raised):
        one.topic_id = topic
    one.language = one.language or said.language.value


def _may_say_kind(case: Case, message: Message) -> bool:
    """Whether triage has a say. A person's word holds for all that stood there then, and their "spam" for good."""
    human = case.corrected.get("kind")
    return human is None or (human.said != Kind.SPAM and case.was_sorted and message.stored_at > human.at)


def _sorted_as(one: Conversation) -> tuple[object, ...]:
    return one.kind, one.urgency, one.topic_id, one.language
