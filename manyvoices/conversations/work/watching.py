"""Never ignored: whatever should have somebody and a promise, and has not, is decided again."""

from django.db.models import Exists, Max, OuterRef, Q

from manyvoices.conversations.models import (
    Assignment,
    Conversation,
    Direction,
    Kind,
    Message,
    ReplyDue,
    Standing,
)
from manyvoices.core import clock

AT_ONCE = 500


def watch_over_conversations() -> None:
    """Make due again what came to lack something by any other way than a decision: put back, called back, handed over."""
    now = clock.now()
    open_ = Conversation.objects.filter(standing=Standing.OPEN, owner=None, merged_into=None).exclude(
        kind=Kind.SPAM
    )
    given = Assignment.objects.filter(conversation=OuterRef("pk"), ended_at=None)
    promised = ReplyDue.objects.filter(conversation=OuterRef("pk"), ended_at=None)
    lacking = open_.filter(~Exists(given) | (Q(kind=Kind.COMPLAINT) & ~Exists(promised)))
    newest = Message.objects.filter(conversation__in=lacking.values("pk")[:AT_ONCE], direction=Direction.IN)
    last = newest.order_by().values("conversation").annotate(last=Max("pk")).values_list("last", flat=True)
    Message.objects.filter(pk__in=list(last), due_at=None).update(due_at=now, done_at=None)
    waiting = Assignment.objects.filter(person=None, ended_at=None, due_at=None, done_at=None)
    waiting.filter(conversation__standing=Standing.OPEN).update(due_at=now)
