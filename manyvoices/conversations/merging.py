"""What moves when two conversations become one or are parted: messages, counts, promises."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, F, Max, Min, Q

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Conversation, Direction, Message, Phase, ReplyDue
from manyvoices.conversations.promising import Rules, promise_of, write
from manyvoices.conversations.standing_promise import begin, promise_row, put_away


def move_messages(gone: Conversation, kept: Conversation) -> list[int]:
    """Moves every message of `gone` and returns their numbers, by which they find back."""
    rows = Message.objects.filter(conversation=gone)
    moved = list(rows.order_by("id").values_list("pk", flat=True))
    rows.update(conversation=kept)
    return moved


def bring_messages_back(gone: Conversation, kept: Conversation, said: Mapping[str, object]) -> None:
    """Moves back what `move_messages` moved and still stands in `kept`."""
    numbers = said.get("messages")
    found = list(numbers) if isinstance(numbers, list) else []
    for start in range(0, len(found), 500):
        Message.objects.filter(pk__in=found[start : start + 500], conversation=kept).update(conversation=gone)


def count_again(conversation: Conversation, *, raises_version: bool) -> None:
    """What a conversation repeats of its messages: how many, when, who spoke last, and what the newest says."""
    rows = Message.objects.filter(conversation=conversation)
    theirs, ours = Q(direction=Direction.IN), Q(direction=Direction.OUT, sent_at__isnull=False)
    found = rows.aggregate(
        count=Count("pk"),
        first=Min("said_at"),
        last=Max("said_at"),
        inbound=Max("said_at", filter=theirs),
        answered=Max("sent_at", filter=ours & Q(by__isnull=False)),
    )
    newest = rows.filter(direction=Direction.IN, deleted_at=None).order_by("-said_at", "-id").first()
    Conversation.objects.filter(pk=conversation.pk).update(
        messages_count=found["count"],
        first_at=found["first"] or conversation.first_at,
        last_at=found["last"] or conversation.last_at,
        inbound_at=found["inbound"],
        answered_at=found["answered"],
        preview=newest.text[:200] if newest is not None else conversation.preview,
        version=F("version") + (1 if raises_version else 0),
    )


def join_promises(kept: Conversation, gone: Conversation, at: datetime) -> None:
    """`kept` promises what of both is due first; the other stands no more, and is found again when they are parted."""
    one, other = promise_row(kept), promise_row(gone)
    if other is None:
        return
    theirs = promise_of(other)
    put_away(other, at)
    if one is None:
        write(Rules().begun(kept, theirs), theirs)
        return
    ours = promise_of(one)
    won = reply_due.merged(ours, theirs)
    if won != ours:
        write(one, won)


def part_promises(gone: Conversation, kept: Conversation, merged_at: datetime, at: datetime) -> None:
    """The promise that `gone` had when it was merged runs again; an answer since then was an answer to it too."""
    if promise_row(gone) is not None:
        return
    rows = ReplyDue.objects.filter(conversation=gone, ended_at__isnull=False).select_related("unit")
    row = rows.order_by("-ended_at", "-id").first()
    if row is None or row.phase == Phase.CLOSED:
        begin(gone, at)
        return
    row.ended_at, promise = None, promise_of(row)
    answer = Message.objects.filter(
        conversation=kept, direction=Direction.OUT, sent_at__gte=merged_at, by__isnull=False
    ).aggregate(first=Min("sent_at"))["first"]
    if answer is not None:
        promise = reply_due.answered(promise, reply_due.Answer(answer, "sent", by_human=True))
    write(row, promise)
