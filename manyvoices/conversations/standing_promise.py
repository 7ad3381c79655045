"""What an action does to the promise of a conversation: begin, follow, rest, end, go on. Rules are in reply_due.py.

What is private to a person promises nothing. Each is called inside the action's transaction, with the row held.
"""

from datetime import datetime

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Conversation, Phase, ReplyDue, Standing
from manyvoices.conversations.promising import Rules, promise_of, terms_of, write


def promise_row(conversation: Conversation) -> ReplyDue | None:
    """The row that stands, with its unit; None where nothing is promised."""
    row = ReplyDue.objects.filter(conversation=conversation, ended_at=None).select_related("unit").first()
    if row is not None:
        row.conversation = conversation
    return row


def begin(conversation: Conversation, at: datetime) -> ReplyDue | None:
    """A new promise from `at` on, in the terms of its unit and kind; None where they promise nothing."""
    rules = Rules()
    terms = rules.terms(conversation.unit_id, conversation.kind) if not conversation.owner_id else None
    if terms is None:
        return None
    promise = reply_due.start(terms, at)
    return write(rules.begun(conversation, promise), promise)


def follow(conversation: Conversation, at: datetime) -> None:
    """The kind or the unit is another: the promise goes on in their terms, begins, or ends where they promise nothing."""
    row = promise_row(conversation)
    if row is None:
        if conversation.standing != Standing.CLOSED:
            begin(conversation, at)
        return
    rules = Rules()
    terms = rules.terms(conversation.unit_id, conversation.kind)
    if terms is None:
        end(conversation, at)
        return
    promise = reply_due.with_terms(rules.promise(row), terms, at)
    row.kind = conversation.kind
    if promise.terms == terms:  # what is late stays counted in the hours in which it became late
        row.unit = conversation.unit
        row.around_the_clock = rules.policy(row.unit_id, row.kind).around_the_clock
    write(row, promise)


def rest(conversation: Conversation, at: datetime) -> None:
    """It is the customer's turn."""
    row = promise_row(conversation)
    if row is not None:
        write(row, reply_due.waiting(promise_of(row), at))


def go_on(conversation: Conversation, at: datetime) -> None:
    """It is our turn again, with the open time that was left."""
    row = promise_row(conversation)
    if row is not None:
        write(row, reply_due.resumed(promise_of(row), at))


def end(conversation: Conversation, at: datetime) -> None:
    """A human closed it: nothing stands any more. What was answered stays answered."""
    row = promise_row(conversation)
    if row is not None:
        write(row, reply_due.closed(promise_of(row), at))
        put_away(row, at)


def put_away(row: ReplyDue, at: datetime) -> None:
    """The row does not stand any more, whatever its phase; nobody is told because of it."""
    ReplyDue.objects.filter(pk=row.pk).update(ended_at=at, due_at=None)
    Conversation.objects.filter(pk=row.conversation_id).update(due_at=None)


def begin_again(conversation: Conversation, at: datetime) -> None:
    """Reopened: what was closed unanswered goes on with what was left, what was answered is promised anew."""
    last = ReplyDue.objects.filter(conversation=conversation).select_related("unit").order_by("-id").first()
    if last is None or last.phase != Phase.CLOSED:
        begin(conversation, at)
        return
    last.conversation = conversation
    terms = terms_of(conversation.unit, conversation.kind) or promise_of(last).terms
    write(last, reply_due.reopened(promise_of(last), at, terms))
