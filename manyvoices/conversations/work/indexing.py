"""Messages become findable: those that came in a moment ago, and whatever no index knows."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from manyvoices.conversations.finding import let_be_found
from manyvoices.conversations.models import Message
from manyvoices.core import clock
from manyvoices.core.ids import id_at
from manyvoices.core.search import MESSAGES

AT_ONCE = 1_000
# In portions, because a transaction on SQLite holds up all others.
A_PORTION = 100
# Numbers sort by time: what is new is found without looking at what is old.
NEW = timedelta(minutes=15)


def index_messages() -> None:
    """A chore: up to 1,000 messages a turn that came in the last quarter of an hour. Nothing that is taken in waits for it."""
    _index(Message.objects.filter(pk__gte=id_at(clock.now() - NEW)))


def index_old_messages() -> None:
    """A chore, seldom: the same for all messages; from before there was an index, restored, or come in faster than indexed."""
    _index(Message.objects.all())


def _index(rows: "QuerySet[Message]") -> None:
    lacking = rows.filter(MESSAGES.lacks('"conversations_message"."id"'), deleted_at=None)
    missing = list(lacking.order_by("-id").values_list("pk", flat=True)[:AT_ONCE])
    for start in range(0, len(missing), A_PORTION):
        with transaction.atomic():
            # Held, so that what is erased at this moment is not written into the index afterwards.
            some = Message.objects.select_for_update(of=("self",)).filter(
                pk__in=missing[start : start + A_PORTION]
            )
            let_be_found(list(some.select_related("identity", "conversation")))
