"""What became of an answer, written down in its conversation: one transaction an answer, again without harm.

A promise stops when the answer was sent, not when it was pressed: until then it runs (`reply_due.answered`).
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations import reply_due
from manyvoices.conversations.asking import without_question
from manyvoices.conversations.came_to import CANCELLED, ON_ITS_WAY, REASONS, SENT, came_to
from manyvoices.conversations.drafts import keep_draft
from manyvoices.conversations.finding import forget_words
from manyvoices.conversations.history import note
from manyvoices.conversations.models import (
    Conversation,
    Direction,
    Message,
    Outcome,
    ReplyDraft,
    ReplyDue,
    Standing,
)
from manyvoices.conversations.models.message import ON_ITS_WAY as STILL_ON_ITS_WAY
from manyvoices.conversations.promising import Rules, write
from manyvoices.core import clock
from manyvoices.people.telling import tell
from manyvoices.publishing.models import Delivery, Variant, Verb


def settle(pk: int) -> bool:
    """Whether something new was written down about the answer. Once it was sent or taken back, it is settled."""
    with transaction.atomic():
        message = Message.objects.select_related("post", "by").filter(STILL_ON_ITS_WAY, pk=pk).first()
        if message is None:
            return False
        conversation = Conversation.objects.select_for_update().get(pk=message.conversation_id)
        parts = list(_parts(message))
        now_at = came_to([part.state for part in parts])
        mine = Message.objects.filter(STILL_ON_ITS_WAY, pk=pk).exclude(came_to=now_at)
        if not mine.update(came_to=now_at):
            return False
        if now_at == SENT:
            _sent(conversation, message, parts)
        elif now_at != ON_ITS_WAY:
            _comes_back(conversation, message, now_at)
    return True


def _parts(message: Message) -> "list[Delivery]":
    rows = Delivery.objects.filter(post_id=message.post_id, verb=Verb.PUBLISH, dropped_at=None)
    return list(rows.order_by("part", "id"))


def _sent(conversation: Conversation, message: Message, parts: list[Delivery]) -> None:
    standing = [part for part in parts if part.state == SENT]
    at = max(part.sent_at for part in standing if part.sent_at)
    first = standing[0]
    Message.objects.filter(pk=message.pk).update(
        sent_at=at, done_at=clock.now(), remote_id=first.remote_id or None, url=first.url
    )
    news = conversation.messages.filter(direction=Direction.IN, pk__gt=message.pk, deleted_at=None)
    unseen = news.order_by("id").first()
    conversation.answered_at = max(at, conversation.answered_at or at)
    conversation.on_top_because = ""
    if unseen is None and conversation.standing == Standing.OPEN:
        conversation.standing = Standing.WAITING
    conversation.save(update_fields=["answered_at", "on_top_because", "standing"])
    note(conversation, "answer_sent", None, message=message.pk)
    keep_promise(conversation, at, unseen)
    if message.closes and unseen is None:
        _close(conversation, message)


def keep_promise(conversation: Conversation, at: datetime, unseen: Message | None) -> None:
    """The promise is kept at `at`; what they wrote since our colleague looked is promised an answer of its own."""
    row = _standing_promise(conversation)
    if row is None:
        return
    rules = Rules()
    promise = rules.promise(row)
    kept = reply_due.answered(promise, reply_due.Answer(at, SENT, by_human=True))
    row = write(row, kept)
    terms = rules.terms(conversation.unit_id, conversation.kind)
    if unseen is not None and terms is not None and kept is not promise:
        write(row, reply_due.wrote(kept, unseen.stored_at, terms))


def _close(conversation: Conversation, message: Message) -> None:
    now = clock.now()
    closed = Conversation.objects.filter(pk=conversation.pk).exclude(standing=Standing.CLOSED)
    if closed.update(
        standing=Standing.CLOSED, outcome=Outcome.ANSWERED, closed_at=now, closed_by=message.by, due_at=None
    ):
        ReplyDue.objects.filter(conversation=conversation, ended_at=None).update(ended_at=now, due_at=None)
        note(conversation, "closed", message.by, outcome=Outcome.ANSWERED.value)


def _comes_back(conversation: Conversation, message: Message, why: str) -> None:
    """On top again with the reason; the promise goes on, also one that rested because we thought it was their turn."""
    was_closed = conversation.standing == Standing.CLOSED
    conversation.standing, conversation.on_top_because = Standing.OPEN, REASONS[why]
    conversation.closed_at = conversation.closed_by = conversation.snoozed_until = None
    conversation.outcome = ""
    fields = ["standing", "on_top_because", "closed_at", "closed_by", "snoozed_until", "outcome"]
    conversation.save(update_fields=fields)
    _go_on(conversation, was_closed=was_closed)
    note(conversation, "answer_came_back", None, message=message.pk, why=why)
    if why == CANCELLED:
        _take_back(conversation, message)
    if message.by is not None and not (message.post and message.post.discarded_at):
        tell(
            [message.by],
            kind="answer",
            key=f"answer-came-back-{message.pk}",
            link=f"/inbox/{conversation.pk}",
            subject=_("Your answer has not arrived"),
            text=_(
                "The conversation stands on top of the inbox again, and says why. Their time to wait goes on."
            ),
        )


def _go_on(conversation: Conversation, *, was_closed: bool) -> None:
    promises = ReplyDue.objects.filter(conversation=conversation).order_by("-id")
    row = promises.first() if was_closed else _standing_promise(conversation)
    if row is None:
        return
    rules, now = Rules(), clock.now()
    row.conversation, row.ended_at = conversation, None
    terms = rules.terms(conversation.unit_id, conversation.kind)
    promise = reply_due.resumed(rules.promise(row), now)
    write(row, reply_due.reopened(promise, now, terms) if was_closed and terms else promise)


def _take_back(conversation: Conversation, message: Message) -> None:
    """It never leaves: the message loses its words, which wait for its author as a draft unless they wrote another."""
    now = clock.now()
    Message.objects.filter(pk=message.pk).update(deleted_at=now, done_at=now, text="")
    forget_words([message.pk])
    written = ReplyDraft.objects.filter(conversation=conversation, person=message.by)
    if message.by is not None and not written.exists():
        words = Variant.objects.filter(post=message.post_id).order_by("-version").first()
        text = words.text if words else message.text
        keep_draft(conversation, message.by, without_question(text), conversation.version)


def _standing_promise(conversation: Conversation) -> ReplyDue | None:
    row = ReplyDue.objects.filter(conversation=conversation, ended_at=None).first()
    if row is not None:
        row.conversation = conversation
    return row
