"""Two conversations turn out to be one: what stood between them came late."""

from datetime import datetime

from manyvoices.conversations import history
from manyvoices.conversations.models import (
    Assignment,
    Comment,
    Conversation,
    Event,
    Kind,
    Labelled,
    Looking,
    Message,
    ReplyDraft,
    ReplyDue,
    Standing,
)


def join(one: Conversation, other: Conversation, now: datetime) -> tuple[Conversation, Conversation]:
    """The one that is kept, with everything of both, and the one that is gone, merged into it. Their fields are not saved.

    The one that people worked on is kept, else the longer. Nothing that was promised is lost: the earlier time counts.
    """
    kept, gone = sorted((one, other), key=_weight, reverse=True)
    for model in (Message, Event, Comment):
        model.objects.filter(conversation=gone).update(conversation=kept)
    Looking.objects.filter(conversation=gone).delete()
    drafts = ReplyDraft.objects.filter(conversation=kept).values("person")
    ReplyDraft.objects.filter(conversation=gone).exclude(person__in=drafts).update(conversation=kept)
    labels = Labelled.objects.filter(conversation=kept).values("label")
    Labelled.objects.filter(conversation=gone).exclude(label__in=labels).update(conversation=kept)
    _assigned(kept, gone, now)
    _promised(kept, gone, now)
    _add(kept, gone)
    _end(gone, kept, now)
    history.note(kept, "joined", joined=gone.pk)
    return kept, gone


def _weight(one: Conversation) -> tuple[bool, bool, int, int]:
    worked_on = bool(one.assigned_to_id or one.answered_at)
    return worked_on, one.standing != Standing.CLOSED, one.messages_count, -one.pk


def _assigned(kept: Conversation, gone: Conversation, now: datetime) -> None:
    standing = Assignment.objects.filter(conversation=gone, ended_at=None)
    if Assignment.objects.filter(conversation=kept, ended_at=None).exists():
        standing.update(ended_at=now)
    elif standing.update(conversation=kept):
        kept.assigned_to_id = gone.assigned_to_id


def _promised(kept: Conversation, gone: Conversation, now: datetime) -> None:
    ours = ReplyDue.objects.filter(conversation=kept, ended_at=None).first()
    theirs = ReplyDue.objects.filter(conversation=gone, ended_at=None).first()
    if theirs is None:
        return
    if ours is not None and _sooner(ours) <= _sooner(theirs):
        theirs.ended_at, theirs.due_at = now, None
    else:
        if ours is not None:
            ours.ended_at, ours.due_at = now, None
            ours.save(update_fields=["ended_at", "due_at"])
        theirs.conversation = kept
        kept.due_at = theirs.answer_by
    theirs.save(update_fields=["conversation", "ended_at", "due_at"])


def _sooner(promise: ReplyDue) -> tuple[bool, datetime]:
    return promise.answer_by is None, promise.answer_by or promise.started_at


def _add(kept: Conversation, gone: Conversation) -> None:
    if gone.last_at > kept.last_at:
        kept.preview, kept.last_at = gone.preview, gone.last_at
    kept.first_at = min(kept.first_at, gone.first_at)
    kept.inbound_at = max(filter(None, [kept.inbound_at, gone.inbound_at]), default=None)
    kept.answered_at = max(filter(None, [kept.answered_at, gone.answered_at]), default=None)
    kept.messages_count += gone.messages_count
    kept.version += gone.version
    if kept.kind == Kind.OTHER:
        kept.kind = gone.kind


def _end(gone: Conversation, kept: Conversation, now: datetime) -> None:
    gone.merged_into = kept
    gone.assigned_to = gone.due_at = gone.snoozed_until = None
    gone.messages_count = 0
    if gone.standing != Standing.CLOSED:
        gone.standing, gone.closed_at = Standing.CLOSED, now
