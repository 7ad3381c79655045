"""The lines of the inbox: what each conversation of a page shows, in six queries more however many there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Conversation, Looking, ReplyDue
from manyvoices.conversations.promising import Rules
from manyvoices.conversations.queries.looking import looking_at
from manyvoices.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation of the list: its promise in words (None: nothing is promised), and which colleagues look at it."""

    conversation: Conversation
    promise: reply_due.Said | None
    looking: Sequence[Looking]


def lines_of(person: Person, rows: Sequence[Conversation], now: datetime) -> list[Line]:
    """The lines of these conversations, in their order."""
    numbers = [row.pk for row in rows]
    promises = _promises(numbers, now)
    looking: dict[int, list[Looking]] = defaultdict(list)
    for one in looking_at(numbers, person):
        looking[one.conversation_id].append(one)
    return [Line(row, promises.get(row.pk), looking[row.pk]) for row in rows]


def _promises(numbers: Sequence[int], now: datetime) -> dict[int, reply_due.Said]:
    """Counted by the rules, in the hours of each unit; a list that sorts by `due_at` and a line that says otherwise cannot be."""
    rows = list(ReplyDue.objects.filter(conversation__in=numbers, ended_at=None))
    rules = Rules()
    return {row.conversation_id: reply_due.in_words(rules.promise(row), now) for row in rows}
