"""Everything the page of one conversation shows, in a constant number of queries however long the thread is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import (
    Assignment,
    Comment,
    Conversation,
    Event,
    Labelled,
    Looking,
    Message,
    ReplyDraft,
    ReplyDue,
)
from manyvoices.conversations.promising import promise_of
from manyvoices.conversations.queries.contacts import Panel, panel_of
from manyvoices.conversations.queries.visible import conversation_in_view
from manyvoices.core import clock
from manyvoices.people.models import Person

MESSAGES, LINES = 50, 50
# How long somebody who has a conversation open is believed to look at it.
LOOKS_FOR = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What the page shows. `messages` are in the order in which they were said, with what edits replaced; `older` asks for
    those before (`before`).

    `promise` in words is None where nothing is promised. `comments` and `events` are the newest, oldest first; what the
    owner remarked while it was private is seen by them alone.
    """

    conversation: Conversation
    messages: Sequence[Message]
    older: int | None
    comments: Sequence[Comment]
    events: Sequence[Event]
    assignment: Assignment | None
    promise: reply_due.Said | None
    labels: Sequence[Labelled]
    looking: Sequence[Looking]
    draft: ReplyDraft | None
    panel: Panel


def shown_to(person: Person, conversation_id: int, *, before: int | None = None) -> Shown:
    """The page as this person sees it. Raises NotThere."""
    one = conversation_in_view(person, conversation_id)
    messages, older = _messages(one, before)
    row = ReplyDue.objects.filter(conversation=one, ended_at=None).select_related("unit").first()
    now = clock.now()
    standing = Assignment.objects.filter(conversation=one, ended_at=None)
    looking = Looking.objects.filter(conversation=one, seen_at__gte=now - LOOKS_FOR).exclude(person=person)
    return Shown(
        conversation=one,
        messages=messages,
        older=older,
        comments=_comments(person, one),
        events=list(
            reversed(Event.objects.filter(conversation=one).select_related("by").order_by("-id")[:LINES])
        ),
        assignment=standing.select_related("person", "unit", "by").first(),
        promise=reply_due.in_words(promise_of(row), now) if row is not None else None,
        labels=list(Labelled.objects.filter(conversation=one).select_related("label")),
        looking=list(looking.select_related("person")),
        draft=ReplyDraft.objects.filter(conversation=one, person=person).first(),
        panel=panel_of(person, one.contact),
    )


def _messages(conversation: Conversation, before: int | None) -> tuple[list[Message], int | None]:
    rows = Message.objects.filter(conversation=conversation)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    with_all = rows.select_related("identity", "by", "triage", "triage__topic", "post")
    found = list(with_all.prefetch_related("versions").order_by("-id")[: MESSAGES + 1])
    older = found[MESSAGES - 1].pk if len(found) > MESSAGES else None
    return found[:MESSAGES][::-1], older


def _comments(person: Person, conversation: Conversation) -> list[Comment]:
    rows = Comment.objects.filter(conversation=conversation, deleted_at=None)
    if conversation.handed_over_at is not None:
        rows = rows.filter(Q(at__gte=conversation.handed_over_at) | Q(by=person))
    newest = rows.select_related("by").prefetch_related("mentions").order_by("-id")[:LINES]
    return list(newest)[::-1]
